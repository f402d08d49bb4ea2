import type { ReactNode } from 'react';
import { ActionPanel } from '@/components/ui/action-panel';
import type { PasskeyOptions } from '@/lib/webauthn/dto';
import { PasskeyControl } from './passkey-control';
import type { Notice } from './passkey-flow';
import type { PasskeyStatusWords } from './passkey-settings';
import type { PasskeyTarget } from './requests';

/** All that a passkey button ever says, `Problem` being what its own page may answer besides. */
export interface PasskeyButtonWords<Problem extends string = never> extends PasskeyStatusWords {
  unsupported: string;
  notices: Record<Notice<Problem>, { heading: string; text: string }>;
}

interface PasskeyButtonProps<Problem extends string> {
  target: PasskeyTarget;
  options: PasskeyOptions | null;
  offersAutofill?: boolean;
  words: PasskeyButtonWords<Problem>;
}

const bad = ['verification', 'counter', 'device'];

/** A passkey button with everything it has to say. */
export function PasskeyButton<Problem extends string = never>(props: PasskeyButtonProps<Problem>) {
  const { target, options, offersAutofill } = props;
  const { unsupported, notices, ...words } = props.words;
  const entries = Object.entries<{ heading: string; text: string }>(notices);
  const messages = entries.map(([notice, said]): [string, ReactNode] => [
    notice,
    <ActionPanel key={notice} tone={bad.includes(notice) ? 'bad' : 'wait'} {...said} />,
  ]);
  return (
    <PasskeyControl
      settings={{ target, options, offersAutofill, words }}
      messages={{
        ...Object.fromEntries(messages),
        unsupported: <ActionPanel tone="wait" text={unsupported} />,
      }}
    />
  );
}
