import { AccountFields } from '@/components/admin/account-fields';
import { roleWords } from '@/components/console/role-words';
import { SelectInput, TextInput } from '@/components/console/fields';
import { PageHeading } from '@/components/console/page-heading';
import { ParcelNotes } from '@/components/console/parcel-notes';
import { optionsOf } from '@/components/dashboard/words';
import { OnceForm } from '@/components/ui/once-form';
import { requireFreshProof, takeOwnParcel } from '../../../open-console';

export default async function NewAccountPage() {
  await requireFreshProof('operator');
  const parcel = await takeOwnParcel('operator');
  const typed = parcel?.values;
  return (
    <>
      <PageHeading
        title={['Create an account', 'Operator']}
        intro="The secret key is made by the register and shown once, on the next page."
        up={{ href: '/admin/accounts', label: 'Accounts' }}
      />
      <ParcelNotes parcel={parcel} />
      <OnceForm action="/admin/new-account/create" fields={{}} className="max-w-2xl space-y-5">
        <TextInput
          name="account-id"
          label="Account id"
          hint="1 to 64 letters, digits, dots, dashes or underscores. It can never change."
          defaultValue={typed?.['account-id']?.[0]}
          maxLength={64}
          required
          problems={parcel?.problems}
        />
        <SelectInput
          name="role"
          label="Role"
          hint="What the account may do. It can never change."
          options={optionsOf(roleWords)}
          defaultValue={typed?.role?.[0]}
          required
          problems={parcel?.problems}
        />
        <TextInput
          name="duid"
          label="DUID"
          hint="Empty: the register makes one. Else duid_ and 1 to 64 of 0-9 a-z."
          defaultValue={typed?.duid?.[0]}
          maxLength={69}
          problems={parcel?.problems}
        />
        <AccountFields account={null} parcel={parcel} />
        <button type="submit" className="button button-main">
          Create the account
        </button>
      </OnceForm>
    </>
  );
}
