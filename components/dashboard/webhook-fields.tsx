import { CheckList, TextInput } from '@/components/console/fields';
import type { FlashMessage } from '@/lib/consoles/dto';
import { eventWords, optionsWithCodes } from '@/components/console/words';

interface WebhookFieldsProps {
  /** What the fields hold unless a form came back. */
  webhook: {
    'callback-url': string;
    'alert-email': string;
    'notify-days-before': number;
    'event-types': readonly string[];
  } | null;
  flash: FlashMessage | null;
}

const eventOptions = optionsWithCodes(eventWords);

/** The fields by which a subscription is made and changed. */
export function WebhookFields({ webhook, flash }: WebhookFieldsProps) {
  const problems = flash?.problems;
  const typed = flash?.values;
  return (
    <div className="space-y-5">
      <TextInput
        name="callback-url"
        label="Callback URL"
        hint="https, reachable from the internet."
        defaultValue={typed?.['callback-url']?.[0] ?? webhook?.['callback-url']}
        maxLength={2000}
        required
        problems={problems}
      />
      <TextInput
        name="alert-email"
        label="Alert address"
        hint="Is told when events stay undelivered or the webhook is disabled."
        type="email"
        defaultValue={typed?.['alert-email']?.[0] ?? webhook?.['alert-email']}
        maxLength={254}
        required
        problems={problems}
      />
      <TextInput
        name="notify-days-before"
        label="Days before a consent ends"
        hint="When consent.expiring is sent: 1 to 90."
        type="number"
        min={1}
        max={90}
        defaultValue={
          typed?.['notify-days-before']?.[0] ?? String(webhook?.['notify-days-before'] ?? 30)
        }
        required
        problems={problems}
      />
      <CheckList
        name="event-types"
        legend="Events"
        hint="With none ticked a new webhook is sent the first three, and a changed one keeps those that it has."
        options={eventOptions}
        checked={typed?.['event-types'] ?? webhook?.['event-types'] ?? []}
        problems={problems}
      />
    </div>
  );
}
