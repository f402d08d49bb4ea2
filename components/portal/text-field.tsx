import { StatusIcon } from '@/components/ui/status-icon';

interface TextFieldProps {
  name: string;
  label: string;
  hint: string;
  /** What is wrong with the value; null when nothing is. */
  error: string | null;
  autoComplete: string;
  type?: 'text' | 'email';
  inputMode?: 'text' | 'email';
  maxLength: number;
}

/** A field with its label, hint and error tied to it. */
export function TextField({ name, label, hint, error, ...input }: TextFieldProps) {
  const described = error ? `${name}-hint ${name}-error` : `${name}-hint`;
  return (
    <>
      <label htmlFor={name} className="block font-semibold">
        {label}
      </label>
      <p id={`${name}-hint`} className="mt-0.5 text-soft">
        {hint}
      </p>
      {error ? (
        <p id={`${name}-error`} className="mt-2 flex gap-2 font-semibold text-bad">
          <StatusIcon tone="bad" />
          <span>{error}</span>
        </p>
      ) : null}
      <input
        id={name}
        name={name}
        {...input}
        required
        autoFocus={error !== null}
        spellCheck={false}
        autoCapitalize="off"
        aria-invalid={error ? true : undefined}
        aria-describedby={described}
        className={`mt-3 mb-4 block h-12 w-full max-w-md rounded-lg border-2 bg-card px-3 ${error ? 'border-bad' : 'border-edge'}`}
      />
    </>
  );
}
