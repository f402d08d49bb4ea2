import type { ReactNode } from 'react';
import { ConsoleFrame } from '@/components/console/console-frame';
import type { NavItem } from '@/components/console/console-nav';
import type { Role } from '@/lib/db/generated/client';
import { env } from '@/lib/platform/env';
import { currentPage, requireConsole } from '../../open-console';

const ofDataUsers: NavItem[] = [
  { href: '/dashboard/records', label: 'Access records' },
  { href: '/dashboard/identity-records', label: 'Identity records' },
  { href: '/dashboard/webhooks', label: 'Webhooks' },
  { href: '/dashboard/charts', label: 'Charts' },
];

const ofDataProviders: NavItem[] = [{ href: '/dashboard/releases', label: 'Releases' }];

function itemsFor(role: Role): NavItem[] {
  return [
    { href: '/dashboard', label: 'Overview' },
    ...(role === 'data_user' ? ofDataUsers : []),
    ...(role === 'data_provider' ? ofDataProviders : []),
    { href: '/dashboard/audit', label: 'Audit' },
    { href: '/dashboard/settings', label: 'Settings' },
  ];
}

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const { account } = await requireConsole('data-user');
  return (
    <ConsoleFrame
      register={env().RP_NAME}
      name="Dashboard"
      root="/dashboard"
      account={{ id: account.id, displayName: account.displayName }}
      items={itemsFor(account.role)}
      path={await currentPage()}
    >
      {children}
    </ConsoleFrame>
  );
}
