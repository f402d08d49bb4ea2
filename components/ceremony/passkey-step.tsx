import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import type { CeremonyView } from '@/lib/ceremonies/passkey/dto';
import { AfterRefusal } from './after-refusal';
import { AskPanel } from './ask-panel';
import { BoundQuestion } from './bound-question';
import { ceremonyPath, type CeremonyWay } from './ceremony-path';
import { PasskeyAction } from './passkey-action';
import { PasskeyStepHeading } from './passkey-step-heading';
import { PasskeyWays } from './passkey-ways';
import { isInReach } from './is-in-reach';
import { RefuseForm } from './refuse-form';
import { richTags } from './rich-tags';
import { usePasskeyWords, type PasskeyStepName } from './use-passkey-words';
import { usePermission } from './use-permission';

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
  const tPermission = useTranslations('permission');
  const permission = usePermission(view);
  const words = usePasskeyWords(view, step, register);
  const { ask, kind, session } = view;
  const mailPath = view.emailMask && !view.proved ? ceremonyPath(kind, session, 'mail') : null;
  return (
    <>
      <PasskeyStepHeading view={view} step={step} />
      <Card>
        <BoundQuestion ask={ask} />
        <AskPanel ask={ask} purpose={permission.label ? undefined : t(`${step}.purpose`)} />
        <p className="needs-button mt-3 text-base leading-snug">
          {permission.label ? tPermission('nextPasskey') : t.rich(`${step}.next`, richTags)}
        </p>
        {permission.isAsked && !permission.label ? (
          <p className="mt-2 leading-snug font-semibold">{tPermission('notYet')}</p>
        ) : null}
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
          isInReach={isInReach(ask)}
          refusal={<RefuseForm ask={ask} action="/passkey/decline" fields={{ session, kind }} />}
        />
        <AfterRefusal ask={ask} />
      </Card>
      <PasskeyWays view={view} step={step} way={way} mailPath={mailPath} />
    </>
  );
}
