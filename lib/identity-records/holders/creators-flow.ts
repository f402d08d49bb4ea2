/** The flow in which a customer is asked: which account started it, and how. */
export interface Flow {
  accountId: string;
  /** Started by meter number, through `/identity-records/reidentify`. */
  crossOrganisation: boolean;
}

/**
 * Whether the flow is that of the record's creator, who identified the customer itself: it was started on
 * the record by the account that owns it. A call by meter number never is, that account's own included:
 * knowing a meter number identifies nobody (docs/api/passkeys.md#the-creators-flow).
 */
export function isCreatorsFlow(flow: Flow, record: { accountId: string }): boolean {
  return !flow.crossOrganisation && flow.accountId === record.accountId;
}
