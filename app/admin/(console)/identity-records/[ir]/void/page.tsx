import { TextInput } from '@/components/console/fields';
import { readAnyIdentityRecord } from '@/lib/admin/read-identity-record';
import { confirmPage } from '../../../../../confirm-page';

export default confirmPage('/admin/identity-records/{ir}/void', async ({ params: { ir } }) => {
  const { owner } = await readAnyIdentityRecord(ir);
  return {
    title: `Void ${ir}?`,
    consequences: [
      `This says that ${owner.displayName} registered a person falsely, and it is final.`,
      'The record parts from the person, and the passkeys that were made for it are gone, wherever they were used.',
      'Requests to prove that person end, and so do their sessions in the portal.',
      'Access records linked to it show as disputed. They stay as they are and go on verifying: revoke those that must end.',
      'Everybody else who is known at the meter point is told by mail.',
    ],
    button: 'Void the record for good',
    fields: (flash) => (
      <TextInput
        name="reason"
        label="Reason"
        hint="The organisation reads it, and it stays in the audit for good: nothing of a person."
        problems={flash?.problems}
        defaultValue={flash?.values?.reason?.[0]}
        maxLength={500}
        required
      />
    ),
  };
});
