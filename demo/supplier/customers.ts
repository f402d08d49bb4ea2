/** A customer as the demo supplier knows them. */
export type SupplierCustomer = {
  /** The supplier's own name for them (`sub`). */
  readonly id: string;
  readonly name: string;
  readonly meterPoints: readonly string[];
  readonly about: string;
};

/** At meter points of the register's demo data. */
export const supplierCustomers: readonly SupplierCustomer[] = [
  {
    id: 'customer-8-mill-street',
    name: 'The household at 8 Mill Street, Leeds',
    meterPoints: ['1900000010037'],
    about: 'Moved in 200 days ago. The register has neither a passkey nor an email of theirs.',
  },
  {
    id: 'customer-14-marsh-lane',
    name: 'The household at 14 Marsh Lane, Bristol',
    meterPoints: ['1900000010011', '4015523301'],
    about: 'Electricity and gas: the portal asks which.',
  },
];

export function findSupplierCustomer(id: string): SupplierCustomer | null {
  return supplierCustomers.find((customer) => customer.id === id) ?? null;
}
