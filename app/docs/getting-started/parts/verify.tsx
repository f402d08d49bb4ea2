import { GuideSection } from '@/components/docs/guide-section';
import type { SampleLanguage } from '@/components/docs/sample-languages';
import { Sample } from '../sample';

export function Verify({ language }: { language: SampleLanguage }) {
  return (
    <GuideSection id="verify" title="6. Verify before each release">
      <p>
        A Data Provider asks the register before every release of data. Whoever holds the key may
        ask; no token is needed.
      </p>
      <Sample name="verify" language={language} />
      <p>
        Only <code>ACTIVE</code> allows access, for the data types of the record.{' '}
        <code>EXPIRED</code>, <code>REVOKED</code>, <code>DISCOVERED</code> and 404 all mean:
        release nothing. Do not keep the answer for later: a revocation counts from the same
        instant, and the register’s answer is never stale.
      </p>
    </GuideSection>
  );
}
