import { TextInput } from '@/components/console/fields';
import { readAnyRecord } from '@/lib/admin/read-record';
import { confirmPage } from '../../../../../confirm-page';

export default confirmPage('/admin/records/{ak}/hold', async ({ params: { ak } }) => {
  const { owner } = await readAnyRecord(ak);
  return {
    title: `Hold ${ak} for a dispute?`,
    consequences: [
      `Of this record of ${owner.displayName} the evidence, the link and the meter point stay beyond their time, until you lift the hold.`,
      'The access itself is not changed: it goes on or ends as it would.',
    ],
    button: 'Hold it',
    fields: (flash) => (
      <TextInput
        name="reason"
        label="Reason"
        hint="It stays in the audit for good: the reference of the dispute, nothing of a person."
        problems={flash?.problems}
        defaultValue={flash?.values?.reason?.[0]}
        maxLength={500}
        required
      />
    ),
  };
});
