import { OnceForm } from '@/components/ui/once-form';
import { RefuseButton } from './refuse-button';

interface RefuseFormProps {
  action: string;
  fields: Record<string, string>;
}

/** "Don't allow" by itself, beside a button that is no form's. */
export function RefuseForm({ action, fields }: RefuseFormProps) {
  return (
    <OnceForm action={action} fields={fields}>
      <RefuseButton />
    </OnceForm>
  );
}
