/** One re-identification in a list of an account's own. */
export interface ListedReidentification {
  'token-ref': string;
  'created-at': string;
  'expires-at': string;
  method: string;
  status: 'pending' | 'confirmed' | 'expired';
  'confirmed-at': string | null;
  declined: boolean;
}
