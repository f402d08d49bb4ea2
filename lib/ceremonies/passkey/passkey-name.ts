import { mpxnEnding } from '@/lib/vocabulary/mpxn';

/** What the list of a customer's device says of a passkey: "Meter ending 8901" and no more. */
export function passkeyName({ mpxn }: { mpxn: string | null }): string {
  if (!mpxn) throw new Error('an anonymised record enrols nothing');
  return `Meter ending ${mpxnEnding(mpxn)}`;
}
