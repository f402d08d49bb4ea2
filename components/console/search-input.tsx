import { TextInput } from './fields';

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
