import { useTranslations } from 'next-intl';
import { ActionPanel } from '@/components/ui/action-panel';
import { Card } from '@/components/ui/card';
import { OnceForm } from '@/components/ui/once-form';
import type { SupplierChoice } from '@/lib/portal/dto';
import type { PasskeyOptions } from '@/lib/webauthn/dto';
import { supplierFailures, type SupplierFailure } from '@/lib/suppliers/dto';
import { PasskeyButton } from '@/components/webauthn/passkey-button';
import { PortalHeading } from './portal-heading';
import { TextField } from './text-field';
import { usePortalPasskeyWords } from './use-portal-passkey-words';

const noteTones = {
  ended: 'wait',
  again: 'plain',
  limit: 'wait',
  late: 'wait',
  'signed-out': 'good',
  'passkey-removed': 'good',
} as const;

type Note = keyof typeof noteTones;

/** Of the second kind: a sign-in with a supplier that opened nothing, and why. */
export type SignInPageProblem = Note | `supplier-${SupplierFailure}` | 'mpxn' | 'email';

export interface SignInBodyProps {
  register: string;
  options: PasskeyOptions | null;
  suppliers: SupplierChoice[];
  problem: SignInPageProblem | null;
  /** A meter number or address was named: the step that asks for proof. */
  isNamed: boolean;
}

function isNote(problem: SignInPageProblem | null): problem is Note {
  return problem !== null && problem in noteTones;
}

/** What the page says first; null where nothing is to be said, or a field says it. */
function useNote(problem: SignInPageProblem | null) {
  const t = useTranslations('portal.signIn');
  if (isNote(problem)) return { tone: noteTones[problem], text: t(`problems.${problem}`) };
  const failure = supplierFailures.find((kind) => problem === `supplier-${kind}`);
  return failure ? ({ tone: 'wait', text: t(`supplierProblems.${failure}`) } as const) : null;
}

/** The sign-in page, which does not depend on whether anybody is known. */
export function SignInBody(props: SignInBodyProps) {
  const { register, problem, isNamed, suppliers } = props;
  const t = useTranslations('portal.signIn');
  const note = useNote(problem);
  const isError = problem === 'mpxn' || problem === 'email' || note?.tone === 'wait';
  return (
    <>
      <PortalHeading
        title={[t(isError ? 'titleError' : 'title'), register]}
        heading={t(isNamed ? 'hintHeading' : 'heading')}
        intro={t(isNamed ? 'hintIntro' : 'intro')}
      />
      {note ? (
        <div role="status">
          <ActionPanel {...note} />
        </div>
      ) : null}
      <div className="space-y-5">
        <PasskeyWay {...props} />
        {isNamed ? <MailWay /> : <TypedWays problem={problem} />}
        {suppliers.length > 0 ? <SupplierWay suppliers={suppliers} /> : null}
      </div>
      {isNamed ? (
        <form method="post" action="/portal/sign-in/forget" className="mt-6">
          <button type="submit" className="min-h-11 text-link">
            {t('other')}
          </button>
        </form>
      ) : null}
      <p className="mt-6 text-soft">{t('none')}</p>
    </>
  );
}

function PasskeyWay({ options, isNamed }: SignInBodyProps) {
  const t = useTranslations('portal.signIn.passkey');
  return (
    <Card labelledBy="way-passkey">
      <h2 id="way-passkey" className="text-xl font-semibold">
        {t('heading')}
      </h2>
      <p className="needs-script mt-1 text-soft">{t('text')}</p>
      <noscript>
        <p className="mt-1">{t('noScript')}</p>
      </noscript>
      <PasskeyButton
        target={{ complete: '/portal/sign-in/passkey', challenge: '/portal/sign-in/challenge' }}
        options={options}
        offersAutofill={!isNamed}
        words={usePortalPasskeyWords(t('button'))}
      />
    </Card>
  );
}

function TypedWays({ problem }: { problem: SignInPageProblem | null }) {
  const t = useTranslations('portal.signIn');
  return (
    <>
      <Card labelledBy="way-meter">
        <h2 id="way-meter" className="mb-3 text-xl font-semibold">
          {t('meter.heading')}
        </h2>
        <OnceForm action="/portal/sign-in/meter-point">
          <TextField
            name="mpxn"
            label={t('meter.label')}
            hint={t('meter.hint')}
            error={problem === 'mpxn' ? t('meter.error') : null}
            autoComplete="username webauthn"
            maxLength={32}
          />
          <button type="submit" className="button button-quiet">
            {t('meter.button')}
          </button>
        </OnceForm>
      </Card>
      <Card labelledBy="way-email">
        <h2 id="way-email" className="mb-3 text-xl font-semibold">
          {t('email.heading')}
        </h2>
        <OnceForm action="/portal/sign-in/email">
          <TextField
            name="email"
            label={t('email.label')}
            hint={t('email.hint')}
            error={problem === 'email' ? t('email.error') : null}
            autoComplete="email webauthn"
            type="email"
            inputMode="email"
            maxLength={254}
          />
          <button type="submit" className="button button-quiet">
            {t('email.button')}
          </button>
        </OnceForm>
      </Card>
    </>
  );
}

function MailWay() {
  const t = useTranslations('portal.signIn.mail');
  return (
    <Card labelledBy="way-mail">
      <h2 id="way-mail" className="text-xl font-semibold">
        {t('heading')}
      </h2>
      <p className="mt-1 mb-4 text-soft">{t('text')}</p>
      <OnceForm action="/portal/sign-in/mail">
        <button type="submit" className="button button-quiet">
          {t('button')}
        </button>
      </OnceForm>
    </Card>
  );
}

function SupplierWay({ suppliers }: { suppliers: SupplierChoice[] }) {
  const t = useTranslations('portal.signIn.supplier');
  return (
    <Card labelledBy="way-supplier">
      <h2 id="way-supplier" className="text-xl font-semibold">
        {t('heading')}
      </h2>
      <p className="mt-1 mb-4 text-soft">{t('text')}</p>
      <div className="flex flex-wrap gap-3">
        {suppliers.map(({ id, name }) => (
          <form key={id} method="post" action="/portal/sign-in/supplier">
            <button type="submit" name="supplier" value={id} className="button button-quiet">
              {t('button', { name })}
            </button>
          </form>
        ))}
      </div>
    </Card>
  );
}
