import { SelectInput } from '@/components/console/fields';
import { optionsOf, reasonWords } from '@/components/console/words';
import { readAnyRecord } from '@/lib/admin/read-record';
import { isConsentBasis } from '@/lib/vocabulary/legal-bases';
import { confirmPage } from '../../../../../confirm-page';

export default confirmPage('/admin/records/{ak}/revoke', async ({ params: { ak } }) => {
  const { record, owner } = await readAnyRecord(ak);
  const isConsent = isConsentBasis(record.processing['legal-basis']);
  return {
    title: `Revoke ${ak}?`,
    consequences: [
      `This is a record of ${owner.displayName}, and you end it in their place.`,
      'From this moment no Data Provider releases data by this key.',
      'A revoked record stays revoked: to go on, they register a new one.',
      ...(isConsent ? ['Their webhooks are sent consent.withdrawal with the reason.'] : []),
      'The customer sees in the portal that the register’s operator ended it.',
    ],
    button: 'Revoke it',
    fields: () => (
      <SelectInput name="reason" label="Reason" options={optionsOf(reasonWords)} required />
    ),
  };
});
