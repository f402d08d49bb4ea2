import { useLocale, useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { formatDay } from '@/components/ui/format-day';
import { OnceForm } from '@/components/ui/once-form';
import type { MeterPointChoice } from '@/lib/portal/dto';
import { PortalHeading } from './portal-heading';
import { PortalNav } from './portal-nav';

/** The choice between several meter points, masked. */
export function ChooseBody({
  register,
  choices,
}: {
  register: string;
  choices: MeterPointChoice[];
}) {
  const t = useTranslations('portal.choose');
  const locale = useLocale();
  return (
    <>
      <PortalNav here={null} />
      <PortalHeading title={[t('title'), register]} heading={t('heading')} intro={t('intro')} />
      <ul className="space-y-4">
        {choices.map(({ handle, ending, movedIn }) => (
          <li key={handle}>
            <Card>
              <h2 className="text-xl font-semibold">{t('meter', { ending })}</h2>
              {movedIn ? (
                <p className="mt-1 text-soft">
                  {t('movedIn', { date: formatDay(locale, movedIn) })}
                </p>
              ) : null}
              <OnceForm action="/portal/choose/confirm" fields={{ handle }} className="mt-4">
                <button type="submit" className="button button-main">
                  {t('button', { ending })}
                </button>
              </OnceForm>
            </Card>
          </li>
        ))}
      </ul>
    </>
  );
}
