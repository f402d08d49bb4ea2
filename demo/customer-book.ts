export type Customer = { readonly ir: string; readonly mpxn: string };

const MAX_CUSTOMERS = 200;

/** The customers a Data User created or found in the register, newest first; in memory only. */
export class CustomerBook {
  private customers: Customer[] = [];

  add(customer: Customer): void {
    const others = this.customers.filter((known) => known.ir !== customer.ir);
    this.customers = [customer, ...others].slice(0, MAX_CUSTOMERS);
  }

  find(ir: string): Customer | null {
    return this.customers.find((customer) => customer.ir === ir) ?? null;
  }

  list(): readonly Customer[] {
    return this.customers;
  }
}
