import { TextArea } from '@/components/console/fields';
import type { FlashMessage } from '@/lib/consoles/dto';

interface RedirectUrlsFormProps {
  urls: string[];
  flash: FlashMessage | null;
}

/** Where an organisation's customers may be sent back to. */
export function RedirectUrlsForm({ urls, flash }: RedirectUrlsFormProps) {
  return (
    <form method="post" action="/dashboard/settings/redirect-urls" className="max-w-3xl">
      <TextArea
        name="redirect-urls"
        label="Redirect URLs, one a line"
        hint="https, in normal form, without fragment or user name. The operator is told of a new host."
        rows={Math.max(4, urls.length + 1)}
        defaultValue={flash?.values?.['redirect-urls']?.[0] ?? urls.join('\n')}
        problems={flash?.problems}
      />
      <button type="submit" className="mt-4 button button-main">
        Save the redirect URLs
      </button>
    </form>
  );
}
