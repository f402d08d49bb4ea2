import { PasskeyButton, type PasskeyButtonWords } from '@/components/webauthn/passkey-button';
import type { PasskeyOptions } from '@/lib/webauthn/dto';

const lost =
  'If it is lost, it is reset on the register’s machine: npm run account -- reset-passkeys.';

const notices: PasskeyButtonWords['notices'] = {
  'not-allowed': {
    heading: 'The device did not answer',
    text: `It was cancelled, took too long, or this device does not hold your passkey. Try again, or use the device that holds it. ${lost}`,
  },
  'already-here': {
    heading: 'This device holds a passkey of this account already',
    text: 'Sign in with that one, or set up another on another device.',
  },
  device: {
    heading: 'The device could not do that',
    text: 'Try again, or use another device or browser.',
  },
  unreachable: {
    heading: 'The register could not be reached',
    text: 'Check your connection, then try again.',
  },
  busy: {
    heading: 'The register answered, but could not do that just now',
    text: 'Please try again in a minute.',
  },
  challenge: {
    heading: 'This page was open for too long',
    text: 'It has a fresh question now: please try again.',
  },
  credential: { heading: 'That passkey is not of this account', text: `Use another. ${lost}` },
  verification: {
    heading: 'The answer of the device was not right',
    text: 'Please try again.',
  },
  counter: {
    heading: 'This passkey may have been copied',
    text: 'It counted backwards, so it is not accepted. Use another one.',
  },
  'already-enrolled': {
    heading: 'That passkey is enrolled already',
    text: 'Set up another, or sign in with it.',
  },
};

const notAdded = {
  heading: 'No passkey was added',
  text: 'It was cancelled or took too long. Try again, or use another device.',
};

const buttons = { enrol: 'Set up a passkey', prove: 'Use your passkey' } as const;

interface AdminPasskeyProps {
  step: keyof typeof buttons;
  /** Where to go on to. */
  next: string | null;
  options: PasskeyOptions | null;
}

/** The passkey button of an operator's page. */
export function AdminPasskey({ step, next, options }: AdminPasskeyProps) {
  const path = `/admin/sign-in/passkey/${step}`;
  const query = next === null ? '' : `?next=${encodeURIComponent(next)}`;
  const words: PasskeyButtonWords = {
    button: buttons[step],
    starting: 'Getting ready…',
    waiting: 'Waiting for your device…',
    checking: 'Checking…',
    preparing: 'Getting ready for another try…',
    leaving: 'Done, one moment…',
    unsupported: 'This browser has no passkeys. Please use another one.',
    notices: step === 'enrol' ? { ...notices, 'not-allowed': notAdded } : notices,
  };
  return (
    <>
      <PasskeyButton
        target={{ complete: `${path}${query}`, challenge: `${path}/challenge` }}
        options={options}
        words={words}
      />
      <noscript>
        <p>Passkeys need JavaScript, so this console does too.</p>
      </noscript>
    </>
  );
}
