import { useLocale, useTranslations } from 'next-intl';
import { formatTime } from '@/components/ui/format-time';
import { OnceForm } from '@/components/ui/once-form';
import type { PortalRequest } from '@/lib/portal/dto';

/** Who asks the customer something just now, with a way to say no to each and, where that is safe, to answer. */
export function WaitingRequests({ requests }: { requests: PortalRequest[] }) {
  const t = useTranslations('portal.requests');
  if (requests.length === 0) return null;
  return (
    <section
      aria-labelledby="requests"
      className="mb-6 rounded-2xl border-2 border-wait bg-wait-tint p-5 sm:p-8 print:hidden"
    >
      <h2 id="requests" className="text-2xl font-semibold">
        {t('heading')}
      </h2>
      <p className="mt-1">{t('intro')}</p>
      <ul className="mt-2 divide-y divide-line">
        {requests.map((request) => (
          <Request key={request.handle} request={request} />
        ))}
      </ul>
    </section>
  );
}

function Request({ request }: { request: PortalRequest }) {
  const t = useTranslations('portal.requests');
  const locale = useLocale();
  const { handle, organisation, reference, answer, mailedTo } = request;
  const at = formatTime(locale, request.at, 'dateTime');
  const until = formatTime(locale, request.until, 'time');
  const id = `request-${handle}`;
  return (
    <li className="py-4">
      <h3 id={id} className="text-lg font-semibold">
        <bdi>{organisation}</bdi>
      </h3>
      <p className="mt-1">{t(request.asksPermission ? 'asksPermission' : 'asksWho')}</p>
      <p className="mt-1 text-soft">{t('when', { at, until, reference })}</p>
      {answer === 'here' ? null : (
        <p className="mt-1">{t(`answer.${answer}`, { address: mailedTo ?? '' })}</p>
      )}
      <div className="mt-3 flex flex-wrap gap-3">
        {answer === 'here' ? (
          <OnceForm action="/portal/requests/answer" fields={{ request: handle }}>
            <button type="submit" aria-describedby={id} className="button button-main">
              {t('read')}
            </button>
          </OnceForm>
        ) : null}
        <OnceForm action="/portal/requests/refuse" fields={{ request: handle }}>
          <button type="submit" aria-describedby={id} className="button button-refuse">
            {t('refuse')}
          </button>
        </OnceForm>
      </div>
    </li>
  );
}
