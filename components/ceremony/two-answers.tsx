import type { ReactNode } from 'react';
import type { AskView } from '@/lib/ceremonies/dto';
import { AfterRefusal } from './after-refusal';
import { isInReach } from './is-in-reach';
import { RefuseButton } from './refuse-button';

interface TwoAnswersProps {
  ask: AskView;
  /** Where a refusal goes. */
  declineAction: string;
  /** The main button of the form that this stands in. */
  children: ReactNode;
}

/** A form's main button with the no below it, as large, and what follows from a no. */
export function TwoAnswers({ ask, declineAction, children }: TwoAnswersProps) {
  return (
    <>
      <div className={`two-answers ${isInReach(ask) ? 'answers-in-reach' : 'mt-3'}`}>
        {children}
        <RefuseButton ask={ask} formAction={declineAction} />
      </div>
      <AfterRefusal ask={ask} />
    </>
  );
}
