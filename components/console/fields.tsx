import type { ComponentProps, ReactNode } from 'react';
import type { FormProblem } from '@/lib/consoles/dto';

interface FieldFrameProps {
  name: string;
  label: string;
  hint?: ReactNode;
  problems?: FormProblem[];
}

/** What is wrong with one field, its parts included (`redirect-urls[2]`). */
export function problemsOf(name: string, problems: FormProblem[] = []): FormProblem[] {
  return problems.filter(({ field }) => field === name || (field?.startsWith(`${name}[`) ?? false));
}

function describedBy({ name, hint, problems }: FieldFrameProps): string | undefined {
  const ids = [
    hint ? `${name}-hint` : null,
    problemsOf(name, problems).length > 0 ? `${name}-problem` : null,
  ].filter((id) => id !== null);
  return ids.length > 0 ? ids.join(' ') : undefined;
}

const box = (isWrong: boolean) =>
  `mt-1 block min-h-11 w-full rounded-lg border-2 bg-card px-3 ${isWrong ? 'border-bad' : 'border-edge'}`;

function FieldFrame(props: FieldFrameProps & { children: ReactNode }) {
  const { name, label, hint, problems, children } = props;
  const own = problemsOf(name, problems);
  return (
    <div className="min-w-0">
      <label htmlFor={name} className="block text-sm font-semibold">
        {label}
      </label>
      {hint ? (
        <p id={`${name}-hint`} className="text-sm text-soft">
          {hint}
        </p>
      ) : null}
      {own.length > 0 ? (
        <div id={`${name}-problem`} className="mt-1 text-sm font-semibold text-bad">
          {own.map(({ message }) => (
            <p key={message}>
              <span aria-hidden="true">▲ </span>
              {message}
            </p>
          ))}
        </div>
      ) : null}
      {children}
    </div>
  );
}

type TextInputProps = FieldFrameProps &
  Pick<
    ComponentProps<'input'>,
    'type' | 'defaultValue' | 'required' | 'maxLength' | 'autoComplete' | 'min' | 'max'
  >;

/** A one-line field with its label, hint and faults tied to it. */
export function TextInput({ name, label, hint, problems, ...input }: TextInputProps) {
  const frame = { name, label, hint, problems };
  const isWrong = problemsOf(name, problems).length > 0;
  return (
    <FieldFrame {...frame}>
      <input
        id={name}
        name={name}
        spellCheck={false}
        autoCapitalize="off"
        {...input}
        aria-invalid={isWrong ? true : undefined}
        aria-describedby={describedBy(frame)}
        className={box(isWrong)}
      />
    </FieldFrame>
  );
}

interface SearchInputProps {
  name: string;
  label: string;
  defaultValue: string | undefined;
  maxLength: number;
}

/** The field of a filter form that takes what is looked for, and the room that the others leave. */
export function SearchInput(props: SearchInputProps) {
  return (
    <div className="min-w-0 grow basis-72">
      <TextInput {...props} type="search" />
    </div>
  );
}

type TextAreaProps = FieldFrameProps &
  Pick<ComponentProps<'textarea'>, 'defaultValue' | 'required' | 'rows'>;

export function TextArea({ name, label, hint, problems, ...input }: TextAreaProps) {
  const frame = { name, label, hint, problems };
  const isWrong = problemsOf(name, problems).length > 0;
  return (
    <FieldFrame {...frame}>
      <textarea
        id={name}
        name={name}
        spellCheck={false}
        {...input}
        aria-invalid={isWrong ? true : undefined}
        aria-describedby={describedBy(frame)}
        className={`${box(isWrong)} py-2 font-mono text-sm`}
      />
    </FieldFrame>
  );
}

export interface Option {
  value: string;
  label: string;
}

type SelectInputProps = FieldFrameProps &
  Pick<ComponentProps<'select'>, 'defaultValue' | 'required'> & {
    options: readonly Option[];
    /** What the empty choice is called; without it there is none. */
    none?: string;
  };

export function SelectInput(props: SelectInputProps) {
  const { name, label, hint, problems, options, none, ...input } = props;
  const frame = { name, label, hint, problems };
  const isWrong = problemsOf(name, problems).length > 0;
  return (
    <FieldFrame {...frame}>
      <select
        id={name}
        name={name}
        {...input}
        aria-invalid={isWrong ? true : undefined}
        aria-describedby={describedBy(frame)}
        className={box(isWrong)}
      >
        {none === undefined ? null : <option value="">{none}</option>}
        {options.map(({ value, label: text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

interface CheckListProps {
  name: string;
  legend: string;
  hint?: string;
  options: readonly Option[];
  checked: readonly string[];
  problems?: FormProblem[];
}

/** Several choices of one name. */
export function CheckList({ name, legend, hint, options, checked, problems }: CheckListProps) {
  const own = problemsOf(name, problems);
  return (
    <fieldset>
      <legend className="text-sm font-semibold">{legend}</legend>
      {hint ? <p className="text-sm text-soft">{hint}</p> : null}
      {own.map(({ message }) => (
        <p key={message} className="text-sm font-semibold text-bad">
          <span aria-hidden="true">▲ </span>
          {message}
        </p>
      ))}
      {options.map(({ value, label }) => (
        <label key={value} className="flex min-h-9 items-center gap-2.5">
          <input
            type="checkbox"
            name={name}
            value={value}
            defaultChecked={checked.includes(value)}
            className="size-5 accent-main"
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
