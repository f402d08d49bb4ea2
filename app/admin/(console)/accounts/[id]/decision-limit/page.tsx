import { TextInput } from '@/components/console/fields';
import { readAccount } from '@/lib/accounts/read-account';
import { confirmPage } from '../../../../../confirm-page';

export default confirmPage('/admin/accounts/{id}/decision-limit', async ({ params: { id } }) => {
  const { displayName, decisionsPerMinute } = await readAccount(id);
  return {
    title: `Change the decision limit of ${displayName}?`,
    consequences: [
      'So many requests for release decisions it may send in a minute; a request may hold up to 1,000 questions.',
      'Above it its questions are answered 429, and it releases nothing meanwhile.',
      'It counts within a minute, and stands in the audit.',
    ],
    button: 'Change the limit',
    fields: (flash) => (
      <TextInput
        name="decisions-per-minute"
        label="Requests a minute"
        type="number"
        min={1}
        defaultValue={flash?.values?.['decisions-per-minute']?.[0] ?? String(decisionsPerMinute)}
        required
        problems={flash?.problems}
      />
    ),
  };
});
