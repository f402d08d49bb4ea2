import { OnceForm } from '@/components/ui/once-form';
import type { AskView } from '@/lib/ceremonies/dto';
import { RefuseButton } from './refuse-button';

interface RefuseFormProps {
  ask: AskView;
  action: string;
  fields: Record<string, string>;
}

/** The no by itself, beside a button that is no form's. */
export function RefuseForm({ ask, action, fields }: RefuseFormProps) {
  return (
    <OnceForm action={action} fields={fields}>
      <RefuseButton ask={ask} />
    </OnceForm>
  );
}
