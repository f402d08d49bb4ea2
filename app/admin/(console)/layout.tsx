import type { ReactNode } from 'react';
import { ConsoleFrame } from '@/components/console/console-frame';
import type { NavItem } from '@/components/console/console-nav';
import { env } from '@/lib/platform/env';
import { currentPage, requireConsole } from '../../open-console';

const items: NavItem[] = [
  { href: '/admin', label: 'Overview' },
  { href: '/admin/accounts', label: 'Accounts' },
  { href: '/admin/records', label: 'Access records' },
  { href: '/admin/identity-records', label: 'Identity records' },
  { href: '/admin/releases', label: 'Releases' },
  { href: '/admin/discovered', label: 'Discovered' },
  { href: '/admin/tenancy', label: 'Tenancy changes' },
  { href: '/admin/webhooks', label: 'Webhooks' },
  { href: '/admin/mail', label: 'Mail' },
  { href: '/admin/audit', label: 'Audit' },
  { href: '/admin/passkeys', label: 'My passkeys' },
];

export default async function AdminLayout({ children }: { children: ReactNode }) {
  const { account } = await requireConsole('admin');
  return (
    <ConsoleFrame
      register={env().RP_NAME}
      name="Operator"
      root="/admin"
      account={{ id: account.id, displayName: account.displayName }}
      items={items}
      path={await currentPage()}
    >
      {children}
    </ConsoleFrame>
  );
}
