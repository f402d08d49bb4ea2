import { ActionPanel } from '@/components/ui/action-panel';
import type { StatusTone } from '@/components/ui/status-icon';
import type { SignInProblem } from '@/lib/consoles/dto';
import { TextInput } from './fields';

export const entryProblems = [
  'ended',
  'signed-out',
  'wrong',
  'limit',
  'inactive',
  'realm',
  'replaced',
] as const satisfies (SignInProblem | 'ended' | 'signed-out')[];
export type EntryProblem = (typeof entryProblems)[number];

const words: Record<EntryProblem, { tone: StatusTone; text: string }> = {
  ended: { tone: 'wait', text: 'Your session has ended. Please sign in again.' },
  'signed-out': { tone: 'good', text: 'You are signed out.' },
  wrong: { tone: 'bad', text: 'The account or its secret key is not right.' },
  limit: {
    tone: 'wait',
    text: 'That were too many wrong secrets. Please wait a quarter of an hour, then try again.',
  },
  inactive: { tone: 'bad', text: 'This account is suspended or terminated.' },
  realm: {
    tone: 'bad',
    text: 'This account does not sign in here: organisations use /dashboard, operators /admin.',
  },
  replaced: {
    tone: 'bad',
    text: 'This secret key was replaced. Please use the new one; the old one opens no console.',
  },
};

interface SecretFormProps {
  action: string;
  problem: EntryProblem | null;
  /** Where to go on to. */
  next: string | null;
  button: string;
  /** The account that proves itself again; null when the form asks for an account id too. */
  accountId: string | null;
}

/** Asks for an account's secret, and for its id where nobody is signed in yet. */
export function SecretForm({ action, problem, next, button, accountId }: SecretFormProps) {
  return (
    <>
      <div role="alert">{problem ? <ActionPanel {...words[problem]} /> : null}</div>
      <form method="post" action={action} className="space-y-5">
        {next === null ? null : <input type="hidden" name="next" value={next} />}
        {accountId === null ? (
          <TextInput
            name="account-id"
            label="Account id"
            hint="The one that your software asks for tokens with."
            autoComplete="username"
            maxLength={64}
            required
          />
        ) : (
          <p>
            Account <strong>{accountId}</strong>
          </p>
        )}
        <TextInput
          name="secret"
          label="Secret key"
          type="password"
          autoComplete="current-password"
          maxLength={255}
          required
        />
        <button type="submit" className="button button-main">
          {button}
        </button>
      </form>
    </>
  );
}
