import { useMessages, useTranslations } from 'next-intl';
import { PortalHeading } from '@/components/portal/portal-heading';
import { PortalNav } from '@/components/portal/portal-nav';
import { Card } from '@/components/ui/card';
import { nameTag } from '@/components/ui/name-tag';
import type { IssuedReceipt } from '@/lib/receipts/dto';
import { inSentence } from './in-sentence';
import { QrCode } from './qr-code';
import { ReceiptFacts } from './receipt-facts';
import { timeInWords } from './time-in-words';

interface ReceiptBodyProps {
  /** The record's, as the portal's addresses name it. */
  id: string;
  issued: IssuedReceipt;
  /** Where the code leads. */
  checkLink: string;
  /** The same page as people type it. */
  checkPage: string;
  /** What their own passkey signed is kept. */
  mayTakeProof: boolean;
  register: string;
}

/** A receipt as a page that prints: the facts, the file to save, and the code by which paper is checked. */
export function ReceiptBody(props: ReceiptBodyProps) {
  const { id, issued, checkLink, checkPage, mayTakeProof, register } = props;
  const t = useTranslations('receipts');
  const { facts } = useMessages().receipts;
  const { jws, digest, claims } = issued;
  const organisation = claims.record.party_identification.controller;
  const at = new Date(claims.iat * 1000).toISOString();
  return (
    <>
      <PortalNav here={null} />
      <p className="mb-4 print:hidden">
        <a href={`/portal/records/${id}`} className="text-link">
          {t('print.back', { organisation })}
        </a>
      </p>
      <PortalHeading
        title={[t('print.title'), organisation, register]}
        heading={t.rich('print.heading', { organisation, ...nameTag })}
        intro={t('print.intro', { register: inSentence(register) })}
      />
      <div className="mb-6 print:hidden">
        {/* The very receipt of this page: whoever has file and paper has one and the same. */}
        <a
          href={`data:application/jose,${jws}`}
          download={`meter-data-receipt-${at.slice(0, 10)}.jwt`}
          className="button button-main"
        >
          {t('print.save')}
        </a>
        <p className="mt-3 text-soft">{t('print.printing')}</p>
      </div>
      <div className="space-y-6">
        <Card>
          <p className="text-soft">
            {t('print.issued', { at: timeInWords(facts, at, 'dateTime') })}
          </p>
          <ReceiptFacts claims={claims} digest={digest} words={facts} />
        </Card>
        <Card labelledBy="code">
          <div className="flex flex-wrap items-start gap-6">
            <div className="w-64 max-w-full">
              <QrCode text={checkLink} label={t('print.codeLabel')} />
            </div>
            <div className="min-w-0 flex-1 basis-48">
              <h2 id="code" className="text-xl font-semibold">
                {t('print.codeHeading')}
              </h2>
              <p className="mt-2">{t('print.code', { check: checkPage })}</p>
            </div>
          </div>
        </Card>
        {mayTakeProof ? <Proof id={id} /> : null}
      </div>
    </>
  );
}

/** Asks for the copy with the evidence, saying first what giving it away may do. */
function Proof({ id }: { id: string }) {
  const t = useTranslations('receipts.print');
  return (
    <section aria-labelledby="proof" className="print:hidden">
      <h2 id="proof" className="text-xl font-semibold">
        {t('proofHeading')}
      </h2>
      <p className="mt-1 mb-4">{t('proofText')}</p>
      <form method="post" action={`/portal/records/${id}/receipt/proof`}>
        <button type="submit" className="button button-quiet">
          {t('proofButton')}
        </button>
      </form>
    </section>
  );
}
