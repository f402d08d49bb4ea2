import type { ReactNode } from 'react';
import type { AskView } from '@/lib/ceremonies/dto';
import { RefuseButton } from './refuse-button';

interface TwoAnswersProps {
  ask: AskView;
  /** Where a refusal goes. */
  declineAction: string;
  /** The main button of the form that this stands in. */
  children: ReactNode;
}

/** A form's main button; where permission is asked for, "Don't allow" beside it, as large. */
export function TwoAnswers({ ask, declineAction, children }: TwoAnswersProps) {
  if (!ask.proposal?.asksPermission) return children;
  return (
    <div className="two-answers">
      {children}
      <RefuseButton formAction={declineAction} />
    </div>
  );
}
