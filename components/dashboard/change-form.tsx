import { CheckList, SelectInput, TextArea, TextInput } from '@/components/console/fields';
import { methodWords, optionsOf } from '@/components/console/words';
import { OnceForm } from '@/components/ui/once-form';
import type { AnsweredRecord } from '@/lib/access-records/dto';
import type { FlashMessage } from '@/lib/consoles/dto';
import { dataTypes } from '@/lib/vocabulary/data-types';

interface ChangeFormProps {
  ak: string;
  record: AnsweredRecord;
  /** The day on which it ends, `YYYY-MM-DD`; empty: no end. */
  endsOn: string;
  flash: FlashMessage | null;
}

const typeOptions = dataTypes.map((type) => ({ value: type, label: type }));

/** What of a record a customer may be asked to confirm anew, and how they are asked. */
export function ChangeForm({ ak, record, endsOn, flash }: ChangeFormProps) {
  const { problems, values } = flash ?? {};
  const { purpose, 'data-types': held } = record.processing;
  return (
    <OnceForm action={`/dashboard/records/${ak}/change/start`} className="max-w-2xl space-y-5">
      <TextArea
        name="proposed-access.purpose"
        label="Purpose"
        defaultValue={values?.['proposed-access.purpose']?.[0] ?? purpose}
        rows={3}
        required
        problems={problems}
      />
      <CheckList
        name="proposed-access.data-types"
        legend="Data"
        options={typeOptions}
        checked={values ? (values['proposed-access.data-types'] ?? []) : held}
        problems={problems}
      />
      <TextInput
        name="proposed-access.expiry"
        label="Ends on"
        hint="At 00:00 of that day in Great Britain, unless it stays as it is; empty: no end."
        type="date"
        defaultValue={values?.['proposed-access.expiry']?.[0] ?? endsOn}
        problems={problems}
      />
      <SelectInput
        name="method"
        label="The customer confirms by"
        options={optionsOf(methodWords)}
        defaultValue={values?.method?.[0]}
        problems={problems}
        required
      />
      <div className="flex flex-wrap gap-3">
        <button type="submit" className="button button-main">
          Ask the customer
        </button>
        <a href={`/dashboard/records/${ak}`} className="button button-quiet">
          Cancel
        </a>
      </div>
    </OnceForm>
  );
}
