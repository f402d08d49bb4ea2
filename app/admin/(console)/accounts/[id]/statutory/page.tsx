import { readAccount } from '@/lib/accounts/read-account';
import { NotFoundError } from '@/lib/platform/errors';
import { confirmPage } from '../../../../../confirm-page';

const marking = [
  'Release decisions about its records on the bases public task and legal obligation no longer end with an occupancy: days before the customer’s time, and after a change of tenancy, are released too.',
  'Check first that a statute lets it have them, whoever lives there.',
  'The portal tells customers so.',
];
const unmarking = [
  'From the next question on, days before the customer’s time and after a change of tenancy are refused, as for every other Data User.',
];

export default confirmPage('/admin/accounts/{id}/statutory', async ({ params: { id } }) => {
  const { displayName, role, statutory } = await readAccount(id);
  if (role !== 'data_user') throw new NotFoundError('The Data User');
  return {
    title: statutory
      ? `No longer treat ${displayName} as statutory?`
      : `Mark ${displayName} as statutory?`,
    consequences: [...(statutory ? unmarking : marking), 'It stands in the audit.'],
    button: statutory ? 'Take the mark away' : 'Mark it as statutory',
    fields: () => <input type="hidden" name="statutory" value={String(!statutory)} />,
  };
});
