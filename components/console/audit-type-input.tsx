import { auditWordsOf } from './audit-words';
import { SelectInput, type Option } from './fields';

interface AuditTypeInputProps {
  /** Codes of the types that there are. */
  types: readonly string[];
  /** As the address has it; it is among the choices, whatever it is. */
  asked: string | undefined;
}

function toOption(value: string): Option {
  const words = auditWordsOf(value);
  return { value, label: words === undefined ? value : `${words} (${value})` };
}

/** A type of audit event to choose, in words with its code. */
export function AuditTypeInput({ types, asked }: AuditTypeInputProps) {
  const all = asked === undefined || types.includes(asked) ? types : [...types, asked];
  return (
    <div className="w-full sm:w-72">
      <SelectInput
        name="event_type"
        label="What"
        options={all.map(toOption)}
        none="Anything"
        defaultValue={asked}
      />
    </div>
  );
}
