import { CheckList, TextArea, TextInput } from '@/components/console/fields';
import { dataTypes } from '@/lib/vocabulary/data-types';
import type { FlashMessage } from '@/lib/consoles/dto';

interface AccountFieldsProps {
  /** What the fields hold unless a form came back. */
  account: {
    'display-name': string;
    'contact-url'?: string | undefined;
    'organisation-reference'?: string | undefined;
    'data-types': readonly string[];
    'redirect-urls': readonly string[];
  } | null;
  flash: FlashMessage | null;
}

const typeOptions = dataTypes.map((type) => ({ value: type, label: type }));

/** The fields of an account that an operator may change at any time. */
export function AccountFields({ account, flash }: AccountFieldsProps) {
  const problems = flash?.problems;
  const typed = flash?.values;
  const isReturned = typed !== undefined;
  return (
    <>
      <TextInput
        name="display-name"
        label="Name"
        hint="Customers read it on every page and in every mail."
        defaultValue={typed?.['display-name']?.[0] ?? account?.['display-name']}
        maxLength={255}
        required
        problems={problems}
      />
      <TextInput
        name="contact-url"
        label="Contact page"
        hint="Where customers reach the organisation; a Data User and a Data Provider need one. https, http, mailto or tel."
        defaultValue={typed?.['contact-url']?.[0] ?? account?.['contact-url']}
        maxLength={2000}
        problems={problems}
      />
      <TextInput
        name="organisation-reference"
        label="Organisation reference"
        hint="By which the DCC’s reports name it; may be empty."
        defaultValue={typed?.['organisation-reference']?.[0] ?? account?.['organisation-reference']}
        maxLength={255}
        problems={problems}
      />
      <TextArea
        name="redirect-urls"
        label="Redirect URLs, one a line"
        hint="https, in normal form. Operators are told of a new host by mail."
        rows={4}
        defaultValue={typed?.['redirect-urls']?.[0] ?? account?.['redirect-urls'].join('\n')}
        problems={problems}
      />
      <CheckList
        name="data-types"
        legend="Kinds of data it deals in"
        options={typeOptions}
        checked={isReturned ? (typed['data-types'] ?? []) : (account?.['data-types'] ?? [])}
        problems={problems}
      />
    </>
  );
}
