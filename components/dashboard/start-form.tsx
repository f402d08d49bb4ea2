import { SelectInput } from '@/components/console/fields';
import { OnceForm } from '@/components/ui/once-form';
import type { FlashMessage } from '@/lib/consoles/dto';
import { methodWords, optionsOf } from '@/components/console/words';

interface StartFormProps {
  ir: string;
  redirectUrls: string[];
  flash: FlashMessage | null;
}

/** Starts a re-identification of the person of an own record. */
export function StartForm({ ir, redirectUrls, flash }: StartFormProps) {
  const values = flash?.values;
  return (
    <OnceForm
      action={`/dashboard/identity-records/${ir}/re-identify`}

      className="mb-5 grid items-end gap-4 md:grid-cols-[auto_minmax(0,1fr)_auto]"
    >
      <SelectInput
        name="method"
        label="Method"
        options={optionsOf(methodWords)}
        defaultValue={values?.method?.[0]}
        problems={flash?.problems}
        required
      />
      <SelectInput
        name="return-url"
        label="Afterwards the customer goes to"
        options={redirectUrls.map((url) => ({ value: url, label: url }))}
        none="a page of the register"
        defaultValue={values?.['return-url']?.[0]}
      />
      <button type="submit" className="button button-quiet">
        Start
      </button>
    </OnceForm>
  );
}
