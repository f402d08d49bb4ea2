import { Badge } from '@/components/console/badge';
import { Fact, Facts } from '@/components/console/facts';
import type { AdminAccount } from '@/lib/accounts/dto';

interface DecisionFactsProps {
  path: string;
  account: AdminAccount;
}

function Statutory({ path, account: { statutory, status } }: DecisionFactsProps) {
  return (
    <>
      <Facts>
        <Fact name="Statutory">
          {statutory ? <Badge tone="wait">Yes</Badge> : <Badge tone="quiet">No</Badge>}
        </Fact>
      </Facts>
      {status === 'terminated' ? null : (
        <a href={`${path}/statutory`} className="button button-quiet mt-4">
          {statutory ? 'Take the mark away…' : 'Mark as statutory…'}
        </a>
      )}
    </>
  );
}

function Limit({ path, account }: DecisionFactsProps) {
  return (
    <>
      <Facts>
        <Fact name="Requests a minute">
          {account['decisions-per-minute'].toLocaleString('en-GB')}
        </Fact>
        <Fact name="What it asked">
          <a href={`/admin/releases/${account['account-id']}`} className="text-link">
            Its releases
          </a>
        </Fact>
      </Facts>
      {account.status === 'terminated' ? null : (
        <a href={`${path}/decision-limit`} className="button button-quiet mt-4">
          Change the limit…
        </a>
      )}
    </>
  );
}

/** What the operator has set of release decisions for a Data User or a Data Provider. */
export function DecisionFacts(props: DecisionFactsProps) {
  return props.account.role === 'data_provider' ? <Limit {...props} /> : <Statutory {...props} />;
}
