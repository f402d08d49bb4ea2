import { redirect } from 'next/navigation';
import { CodeText } from '@/components/console/code-text';
import { Section } from '@/components/console/section';
import { countActiveLinks } from '@/lib/access-records/read-own-record';
import { readIdentityRecord } from '@/lib/identity-records/read-identity-record';
import { now } from '@/lib/platform/clock';
import { confirmPage } from '../../../../../confirm-page';

function Blocked({ own, others }: { own: number; others: number }) {
  return (
    <Section id="blocked" heading="Not while an access is active">
      <p>
        A record can be anonymised once no access record linked to it is active, whoever registered
        that. Active now: {own} of yours, {others} of other organisations.
      </p>
      <p className="mt-2">
        {own > 0
          ? 'Revoke yours first: they are listed with the identity record.'
          : 'Those of others end when their organisation or the customer ends them.'}
      </p>
    </Section>
  );
}

export default confirmPage(
  '/dashboard/identity-records/{ir}/anonymise',
  async ({ account, params: { ir }, up }) => {
    const record = await readIdentityRecord(account.id, ir);
    if (record['anonymised-at']) redirect(up);
    const active = await countActiveLinks(account.id, ir, now());
    return {
      title: 'Anonymise this person?',
      intro: <CodeText>{ir}</CodeText>,
      blocked: active.own + active.others > 0 ? <Blocked {...active} /> : undefined,
      consequences: [
        'Meter point, address, evidence and e-mail are gone for good, from backups too once their keys are.',
        'Passkeys that serve no other record are deleted.',
        'What is pending of re-identifications expires.',
        'Access records stay, as evidence, and name nobody.',
      ],
      button: 'Anonymise for good',
    };
  },
);
