import { useTranslations } from 'next-intl';
import type { AskView } from '@/lib/ceremonies/dto';
import { AfterRefusal } from './after-refusal';
import { DeclineSection } from './decline-section';
import { MessagePage } from './message-page';
import { RefuseForm } from './refuse-form';

interface CrowdedPageProps {
  ask: AskView;
  register: string;
  selfPath: string;
  /** What names the request to the form that says no. */
  fields: Record<string, string>;
}

/** That a request is open in too many browsers: it may be tried again, or refused, for which none counts. */
export function CrowdedPage({ ask, register, selfPath, fields }: CrowdedPageProps) {
  const t = useTranslations('crowded');
  const action = '/passkey/decline';
  return (
    <div className="space-y-4 sm:space-y-8">
      <MessagePage
        tone="wait"
        title={[t('title'), ask.organisation, register]}
        heading={t('heading')}
        text={t('text', { organisation: ask.organisation })}
      >
        <div className="two-answers mt-5">
          <a href={selfPath} className="button button-main">
            {t('again')}
          </a>
          <RefuseForm ask={ask} action={action} fields={fields} />
        </div>
        <AfterRefusal ask={ask} />
      </MessagePage>
      <DeclineSection ask={ask} action={action} fields={fields} />
    </div>
  );
}
