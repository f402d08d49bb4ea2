import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import type { CeremonyView } from '@/lib/ceremonies/passkey/dto';
import { AskPanel } from './ask-panel';
import { CeremonyHeading } from './ceremony-heading';
import { ceremonyPath, type CeremonyWay } from './ceremony-path';
import { PasskeyAction } from './passkey-action';
import { PasskeyWays } from './passkey-ways';
import { richTags } from './rich-tags';
import { usePasskeyWords, type PasskeyStepName } from './use-passkey-words';

const paths = { complete: '/passkey/complete', challenge: '/passkey/challenge' };

interface PasskeyStepProps {
  view: CeremonyView;
  step: PasskeyStepName;
  way: CeremonyWay;
  register: string;
  remainingMs: number;
}

/** A step that a passkey takes: proving with one, or making one. */
export function PasskeyStep({ view, step, way, register, remainingMs }: PasskeyStepProps) {
  const t = useTranslations('steps');
  const tPasskey = useTranslations('passkey');
  const words = usePasskeyWords(view, step, register);
  const { ask, kind, session } = view;
  const values = { organisation: ask.organisation, ending: ask.meterPointEnding, ...richTags };
  const isSecond = step === 'enrol' && view.proved;
  const mailPath = view.emailMask && !view.proved ? ceremonyPath(kind, session, 'mail') : null;
  const progress = isSecond ? 2 : step === 'prove-passkey' ? 1 : null;
  return (
    <>
      <CeremonyHeading
        heading={t(`${step}.heading`)}
        intro={isSecond ? t.rich('enrol.introProved', values) : t.rich(`${step}.intro`, values)}
        progress={progress && t('progress', { step: progress })}
      />
      <Card>
        <AskPanel ask={ask} purpose={t(`${step}.purpose`)} />
        <p className="needs-button mt-6">{t(`${step}.next`, { ending: ask.meterPointEnding })}</p>
        <noscript>
          <p className="mt-4 rounded-xl border-l-4 border-wait bg-wait-tint p-4">
            {tPasskey(mailPath ? 'noScriptMail' : 'noScript')}
          </p>
        </noscript>
        <PasskeyAction
          target={{ ...paths, fields: { session, kind, way } }}
          options={view.options}
          remainingMs={remainingMs}
          selfPath={ceremonyPath(kind, session, way)}
          nextPath={ceremonyPath(kind, session, way === 'mail' ? null : way)}
          existingPath={ceremonyPath(kind, session, null)}
          mailPath={mailPath}
          words={words}
        />
      </Card>
      <PasskeyWays view={view} step={step} way={way} mailPath={mailPath} />
    </>
  );
}
