import type { legalBases } from '@/lib/vocabulary/legal-bases';
import type { revocationReasons } from '@/lib/vocabulary/revocation-reasons';
import type { dataTypes } from '@/lib/vocabulary/data-types';
import type { arrangements } from './arrangements';

/** An access as it is registered; days are counted from the load, back to front for the past. */
export interface DemoAccess {
  /** The Data User's own reference, by which the load knows what is there already. */
  reference: string;
  account: string;
  household: string;
  basis: (typeof legalBases)[number];
  purpose: string;
  types: readonly (typeof dataTypes)[number][];
  arrangement: keyof typeof arrangements;
  since: number;
  /**
   * When it ends, in days from the load; null when it has no end. One that ends in the past is submitted as a
   * historic record.
   */
  until: number | null;
  /** Submitted as one that was revoked before the register was there. */
  wasRevoked?: boolean;
  /** Registered, and revoked at once by this reason. */
  revokedFor?: (typeof revocationReasons)[number];
  /** Shown to the customer before it was registered, and allowed by them. */
  isConfirmed?: boolean;
  recipients?: readonly { name: string; role: string; 'privacy-url': string }[];
}

type Row = [
  reference: string,
  account: string,
  household: string,
  basis: DemoAccess['basis'],
  purpose: string,
  types: DemoAccess['types'],
  arrangement: DemoAccess['arrangement'],
  since: number,
  until: number | null,
  more?: Pick<DemoAccess, 'wasRevoked' | 'revokedFor' | 'isConfirmed' | 'recipients'>,
];

const insulators = [
  {
    name: 'Fellside Insulation',
    role: 'installer',
    'privacy-url': 'https://fellside.example/privacy',
  },
];
const tariff = 'Finding a tariff that suits how you use energy';
const savings = 'Advice on saving energy at home';
const solar = 'Sizing solar panels and a battery for your home';
const warmth = 'Finding homes that are hard to keep warm, and helping to pay for insulation';
const insulation = 'Advice on insulating your home';
const charging = 'Charging your car when electricity is cheap';
const reinforcement = 'Planning where the local network must be reinforced';

// A table reads better on one line a row than on twelve.
// prettier-ignore
const rows: Row[] = [
  ['NW-101', 'northwind-energy', 'marsh-lane', 'uk-contract', 'Billing your supply', ['HH-CONSUMPTION', 'TARIFF-IMPORT'], 'northwind', -400, null],
  ['NW-102', 'northwind-energy', 'marsh-lane', 'uk-consent', tariff, ['HH-CONSUMPTION', 'TARIFF-IMPORT'], 'northwind', -362, 3],
  ['BM-101', 'brightmeter', 'marsh-lane', 'uk-consent', savings, ['MTH-CONSUMPTION', 'MTH-EXPORT'], 'brightmeter', -355, 10],
  ['SO-101', 'solara-homes', 'marsh-lane', 'uk-explicit-consent', solar, ['HH-CONSUMPTION', 'HH-EXPORT'], 'solara', -65, 25],
  ['BM-102', 'brightmeter', 'marsh-lane', 'uk-consent', 'A study of heat pumps', ['HH-CONSUMPTION'], 'brightmeter', -30, 335, { revokedFor: 'customer-request' }],
  ['BM-103', 'brightmeter', 'marsh-lane', 'uk-consent', warmth, ['MTH-CONSUMPTION'], 'warmHomes', -45, 320, { recipients: insulators }],
  ['SE-101', 'severn-networks', 'marsh-lane', 'uk-public-task', reinforcement, ['ANNUAL-CONSUMPTION'], 'severn', -500, null],
  ['SE-102', 'severn-networks', 'marsh-lane', 'uk-legal-obligation', 'Reports to the regulator', ['ANNUAL-CONSUMPTION'], 'severn', -800, 300],
  ['SE-103', 'severn-networks', 'marsh-lane', 'uk-legitimate-interests', 'Finding theft of electricity', ['HH-CONSUMPTION'], 'severn', -120, 245],
  ['BM-090', 'brightmeter', 'marsh-lane', 'uk-consent', savings, ['MTH-CONSUMPTION'], 'brightmeter', -1100, -735],
  ['SO-090', 'solara-homes', 'marsh-lane', 'uk-explicit-consent', solar, ['HH-CONSUMPTION'], 'solara', -900, -540, { wasRevoked: true }],
  ['NW-111', 'northwind-energy', 'marsh-lane-gas', 'uk-consent', 'Comparing your gas use with homes like yours', ['MTH-CONSUMPTION'], 'northwind', -200, 165, { revokedFor: 'contract-ended' }],
  ['NW-112', 'northwind-energy', 'marsh-lane-gas', 'uk-contract', 'Billing your supply', ['MTH-CONSUMPTION', 'TARIFF-IMPORT'], 'northwind', -199, null],
  ['BM-201', 'brightmeter', 'chapel-row', 'uk-consent', 'A community battery for your street', ['HH-CONSUMPTION', 'HH-EXPORT'], 'streetBattery', -90, 275],
  ['SO-201', 'solara-homes', 'chapel-row', 'uk-legitimate-interests', 'Checking that the panels we fitted work', ['HH-EXPORT', 'ANNUAL-EXPORT'], 'solaraGroup', -410, null],
  ['NW-201', 'northwind-energy', 'chapel-row', 'uk-explicit-consent', 'Help with bills in hardship', ['HH-CONSUMPTION', 'TARIFF-IMPORT'], 'northwindGroup', -20, 345],
  ['NW-301', 'northwind-energy', 'mill-street-before', 'uk-contract', 'Billing your supply', ['HH-CONSUMPTION', 'TARIFF-IMPORT'], 'northwind', -1490, -200],
  ['BM-301', 'brightmeter', 'mill-street-before', 'uk-consent', savings, ['MTH-CONSUMPTION'], 'brightmeter', -340, 25],
  ['NW-302', 'northwind-energy', 'mill-street', 'uk-contract', 'Billing your supply', ['HH-CONSUMPTION', 'TARIFF-IMPORT'], 'northwind', -199, null],
  ['SE-301', 'severn-networks', 'mill-street', 'uk-public-task', reinforcement, ['ANNUAL-CONSUMPTION'], 'severn', -150, null],
  ['NW-401', 'northwind-energy', 'harbour-view', 'uk-contract', 'Billing your supply', ['HH-CONSUMPTION', 'TARIFF-IMPORT'], 'northwind', -690, null],
  ['NW-103', 'northwind-energy', 'marsh-lane', 'uk-consent', charging, ['HH-CONSUMPTION', 'TARIFF-IMPORT'], 'northwind', 0, 365, { isConfirmed: true }],
  ['BM-202', 'brightmeter', 'chapel-row', 'uk-consent', insulation, ['HH-CONSUMPTION'], 'brightmeter', 0, 180, { isConfirmed: true, recipients: insulators }],
  ['SO-401', 'solara-homes', 'harbour-view', 'uk-consent', solar, ['HH-CONSUMPTION', 'HH-EXPORT'], 'solara', -15, 350],
];

export const accesses: readonly DemoAccess[] = rows.map(
  ([reference, account, household, basis, purpose, types, arrangement, since, until, more]) => ({
    reference,
    account,
    household,
    basis,
    purpose,
    types,
    arrangement,
    since,
    until,
    ...more,
  }),
);
