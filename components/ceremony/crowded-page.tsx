import { useTranslations } from 'next-intl';
import type { AskView } from '@/lib/ceremonies/dto';
import { MessagePage } from './message-page';

interface CrowdedPageProps {
  ask: AskView;
  register: string;
  selfPath: string;
}

export function CrowdedPage({ ask, register, selfPath }: CrowdedPageProps) {
  const t = useTranslations('crowded');
  return (
    <MessagePage
      tone="wait"
      title={[t('title'), ask.organisation, register]}
      heading={t('heading')}
      text={t('text', { organisation: ask.organisation })}
    >
      <p className="mt-6">
        <a href={selfPath} className="button button-main">
          {t('again')}
        </a>
      </p>
    </MessagePage>
  );
}
