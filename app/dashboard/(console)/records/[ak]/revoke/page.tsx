import { SelectInput } from '@/components/console/fields';
import { optionsOf, reasonWords } from '@/components/console/words';
import { readOwnRecord } from '@/lib/access-records/read-own-record';
import { isConsentBasis } from '@/lib/vocabulary/legal-bases';
import { confirmPage } from '../../../../../confirm-page';

export default confirmPage(
  '/dashboard/records/{ak}/revoke',
  async ({ account, params: { ak } }) => {
    const { record } = await readOwnRecord(account.id, ak);
    const isConsent = isConsentBasis(record.processing['legal-basis']);
    return {
      title: `Revoke ${ak}?`,
      consequences: [
        'From this moment no Data Provider releases data by this key.',
        'A revoked record stays revoked: to go on, register a new one.',
        ...(isConsent ? ['Your webhooks are sent consent.withdrawal with the reason.'] : []),
        'The customer sees in the portal that it ended.',
      ],
      button: 'Revoke it',
      fields: () => (
        <SelectInput
          name="reason"
          label="Reason"
          options={optionsOf(reasonWords)}
          none="Choose a reason"
          required
        />
      ),
    };
  },
);
