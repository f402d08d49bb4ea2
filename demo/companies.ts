import type { components, ProposedAccess } from 'central-access-register-client';

export type DataUserId = 'northwind' | 'brightmeter' | 'solara';
export type AskerId = DataUserId | 'voice';
export type CompanyId = AskerId | 'gridline';

export type Company = {
  readonly id: CompanyId;
  readonly name: string;
  readonly role: 'Data User' | 'Data Provider' | 'Portal operator';
  readonly strapline: string;
  /** Accent colours, so that a visitor always sees whose site this is. */
  readonly accent: { readonly light: string; readonly dark: string };
};

export type AccessPurpose = {
  readonly controllerName: string;
  readonly website: string;
  readonly legalBasis: ProposedAccess['legal-basis'];
  readonly purpose: string;
  readonly dataTypes: readonly components['schemas']['DataType'][];
};

export const companies: Readonly<Record<CompanyId, Company>> = {
  northwind: {
    id: 'northwind',
    name: 'Northwind Energy',
    role: 'Data User',
    strapline: 'Your supplier. It knows its customers and creates their Identity Records.',
    accent: { light: '#0a6464', dark: '#5fd0cb' },
  },
  brightmeter: {
    id: 'brightmeter',
    name: 'Brightmeter',
    role: 'Data User',
    strapline: 'An energy-saving app. It knows a meter number and nothing else.',
    accent: { light: '#65359c', dark: '#c9a6f5' },
  },
  solara: {
    id: 'solara',
    name: 'Solara Homes',
    role: 'Data User',
    strapline: 'Fits solar panels. In this demo it tries to register more than you were shown.',
    accent: { light: '#8a3d00', dark: '#f5b183' },
  },
  gridline: {
    id: 'gridline',
    name: 'Gridline Data Services',
    role: 'Data Provider',
    strapline: 'Holds meter data. Asks the register before it releases any.',
    accent: { light: '#854600', dark: '#f2b870' },
  },
  voice: {
    id: 'voice',
    name: 'Household Voice',
    role: 'Portal operator',
    strapline: 'A charity. With you beside it, it shows who reads your meter data and ends it.',
    accent: { light: '#9c1f4a', dark: '#ff9fbe' },
  },
};

export const accessPurposes: Readonly<Record<DataUserId, AccessPurpose>> = {
  northwind: {
    controllerName: 'Northwind Energy',
    website: 'https://northwind.example',
    legalBasis: 'uk-consent',
    purpose: 'Showing you your half-hourly use and finding a tariff that suits it',
    dataTypes: ['HH-CONSUMPTION', 'TARIFF-IMPORT'],
  },
  brightmeter: {
    controllerName: 'Brightmeter',
    website: 'https://brightmeter.example',
    legalBasis: 'uk-consent',
    purpose: 'Advice on saving energy at home, from how much you use each month',
    dataTypes: ['MTH-CONSUMPTION', 'MTH-EXPORT'],
  },
  solara: {
    controllerName: 'Solara Homes',
    website: 'https://solara.example',
    legalBasis: 'uk-explicit-consent',
    purpose: 'Working out how many solar panels suit your home',
    dataTypes: ['HH-CONSUMPTION'],
  },
};
