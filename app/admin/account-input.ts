import type { Form } from '@/lib/http/read-form';

/** The fields of an account's form in the API's own shape; what was left empty is cleared. */
export function accountInput(form: Form) {
  return {
    'display-name': form.text('display-name') ?? '',
    'contact-url': form.text('contact-url') ?? null,
    'organisation-reference': form.text('organisation-reference') ?? null,
    'redirect-urls': form.lines('redirect-urls'),
    'data-types': form.all('data-types'),
  };
}
