import { AccountFields } from '@/components/admin/account-fields';
import { SelectInput, TextInput } from '@/components/console/fields';
import { PageHeading } from '@/components/console/page-heading';
import { FlashNotes } from '@/components/console/flash-notes';
import { optionsOf, roleWords } from '@/components/console/words';
import { OnceForm } from '@/components/ui/once-form';
import { requireRecentProof, takeOwnFlashMessage } from '../../../open-console';

export default async function NewAccountPage() {
  await requireRecentProof('admin');
  const flash = await takeOwnFlashMessage('admin');
  const typed = flash?.values;
  return (
    <>
      <PageHeading
        title={['Create an account', 'Operator']}
        intro="The secret key is made by the register and shown once, on the next page."
        up={{ href: '/admin/accounts', label: 'Accounts' }}
      />
      <FlashNotes flash={flash} />
      <OnceForm action="/admin/new-account/create" className="max-w-2xl space-y-5">
        <TextInput
          name="account-id"
          label="Account id"
          hint="1 to 64 letters, digits, dots, dashes or underscores. It can never change."
          defaultValue={typed?.['account-id']?.[0]}
          maxLength={64}
          required
          problems={flash?.problems}
        />
        <SelectInput
          name="role"
          label="Role"
          hint="What the account may do. It can never change."
          options={optionsOf(roleWords)}
          defaultValue={typed?.role?.[0]}
          required
          problems={flash?.problems}
        />
        <TextInput
          name="duid"
          label="DUID"
          hint="Empty: the register makes one. Else duid_ and 1 to 64 of 0-9 a-z."
          defaultValue={typed?.duid?.[0]}
          maxLength={69}
          problems={flash?.problems}
        />
        <AccountFields account={null} flash={flash} />
        <button type="submit" className="button button-main">
          Create the account
        </button>
      </OnceForm>
    </>
  );
}
