import type { Form } from '@/lib/http/read-form';

/** The fields of a webhook's form as the API names them; no type ticked names none. */
export function webhookInput(form: Form) {
  const types = form.all('event-types');
  return {
    'callback-url': form.text('callback-url'),
    'alert-email': form.text('alert-email'),
    'notify-days-before': form.number('notify-days-before') ?? null,
    'event-types': types.length > 0 ? types : null,
  };
}
