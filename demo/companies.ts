import type { components } from 'central-access-register-client';

export type DataUserId = 'northwind' | 'brightmeter';
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
  readonly purpose: string;
  readonly dataTypes: readonly components['schemas']['DataType'][];
  readonly dataTypesInWords: string;
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
    purpose: 'Showing you your half-hourly use and finding a tariff that suits it',
    dataTypes: ['HH-CONSUMPTION', 'TARIFF-IMPORT'],
    dataTypesInWords: 'half-hourly use, and your tariff',
  },
  brightmeter: {
    controllerName: 'Brightmeter',
    website: 'https://brightmeter.example',
    purpose: 'Advice on saving energy at home, from how much you use each month',
    dataTypes: ['MTH-CONSUMPTION', 'MTH-EXPORT'],
    dataTypesInWords: 'monthly use, and monthly export',
  },
};
