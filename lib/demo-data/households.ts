/** A person at a meter point, as the Data Users that know them would describe them. */
export interface DemoHousehold {
  name: string;
  mpxn: string;
  /** Days before the load on which they moved in. */
  movedInDaysAgo: number;
  email: string | null;
  addressLine1: string;
  townCity: string;
  postcode: string;
  /** Account ids, each with an Identity Record of its own. */
  knownTo: readonly string[];
}

const marshLane = { addressLine1: '14 Marsh Lane', townCity: 'Bristol', postcode: 'BS3 2ND' };
const chapelRow = { addressLine1: '3 Chapel Row', townCity: 'Aberystwyth', postcode: 'SY23 2AX' };

/** Invented people at invented addresses; the meter points are those of `meter-points.json`. */
export const households: readonly DemoHousehold[] = [
  {
    name: 'marsh-lane',
    mpxn: '1900000010011',
    movedInDaysAgo: 2300,
    email: 'ada.fairweather@example.com',
    ...marshLane,
    knownTo: ['northwind-energy', 'brightmeter', 'solara-homes', 'severn-networks'],
  },
  {
    name: 'marsh-lane-gas',
    mpxn: '4015523301',
    movedInDaysAgo: 2300,
    email: 'ada.fairweather@example.com',
    ...marshLane,
    knownTo: ['northwind-energy'],
  },
  {
    name: 'chapel-row',
    mpxn: '1900000010029',
    movedInDaysAgo: 900,
    email: 'gwen.pritchard@example.com',
    ...chapelRow,
    knownTo: ['northwind-energy', 'brightmeter', 'solara-homes'],
  },
  {
    name: 'mill-street-before',
    mpxn: '1900000010037',
    movedInDaysAgo: 1500,
    email: 'tom.okafor@example.com',
    addressLine1: '8 Mill Street',
    townCity: 'Leeds',
    postcode: 'LS9 8LR',
    knownTo: ['northwind-energy', 'brightmeter'],
  },
  {
    name: 'mill-street',
    mpxn: '1900000010037',
    movedInDaysAgo: 200,
    email: null,
    addressLine1: '8 Mill Street',
    townCity: 'Leeds',
    postcode: 'LS9 8LR',
    knownTo: ['northwind-energy', 'severn-networks'],
  },
  {
    name: 'harbour-view',
    mpxn: '1900000010045',
    movedInDaysAgo: 700,
    email: 'isla.munro@example.com',
    addressLine1: '27 Harbour View',
    townCity: 'Oban',
    postcode: 'PA34 4NT',
    knownTo: ['northwind-energy', 'solara-homes'],
  },
];
