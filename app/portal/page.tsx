import { redirect } from 'next/navigation';
import { requireBoundSession } from './portal-session';

/** The door: `proxy.ts` has taken what a link names; the rest goes in, or to the sign-in page. */
export default async function PortalPage() {
  await requireBoundSession();
  return redirect('/portal/records');
}
