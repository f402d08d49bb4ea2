import { TextInput } from '@/components/console/fields';
import { readAnyRecord } from '@/lib/admin/read-record';
import { confirmPage } from '../../../../../confirm-page';

export default confirmPage('/admin/records/{ak}/lift-hold', async ({ params: { ak } }) => {
  await readAnyRecord(ak);
  return {
    title: `Lift the hold of ${ak}?`,
    consequences: [
      'If the time of its evidence, its link and its meter point is over, they are gone within minutes, for good.',
    ],
    button: 'Lift the hold',
    fields: (flash) => (
      <TextInput
        name="reason"
        label="Reason"
        hint="It stays in the audit for good: how the dispute ended, nothing of a person."
        problems={flash?.problems}
        defaultValue={flash?.values?.reason?.[0]}
        maxLength={500}
        required
      />
    ),
  };
});
