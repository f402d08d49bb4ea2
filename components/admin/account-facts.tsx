import { CodeText } from '@/components/console/code-text';
import { Fact, Facts } from '@/components/console/facts';
import { Moment } from '@/components/console/moment';
import type { AdminAccount } from '@/lib/accounts/dto';
import { AccountBadge } from './account-badge';
import { roleWords } from '@/components/console/words';

/** Who an account is, and the ways to what it did. */
export function AccountFacts({ account }: { account: AdminAccount }) {
  const { 'account-id': id, duid, role } = account;
  return (
    <Facts>
      <Fact name="Status">
        <AccountBadge status={account.status} />
      </Fact>
      <Fact name="Account id">
        <CodeText>{id}</CodeText>
      </Fact>
      <Fact name="DUID">
        <CodeText>{duid}</CodeText>
      </Fact>
      <Fact name="Role">{roleWords[role] ?? role}</Fact>
      <Fact name="Registered">
        <Moment at={account['registered-at']} />
      </Fact>
      {account['suspended-at'] ? (
        <Fact name="Suspended since">
          <Moment at={account['suspended-at']} />
        </Fact>
      ) : null}
      <Fact name="What it did">
        <ul className="flex flex-wrap gap-x-5">
          {role === 'data_user' ? (
            <li>
              <a href={`/admin/records?q=${duid}`} className="text-link">
                Its access records
              </a>
            </li>
          ) : null}
          <li>
            <a href={`/admin/audit?account_id=${id}`} className="text-link">
              Its audit
            </a>
          </li>
        </ul>
      </Fact>
    </Facts>
  );
}
