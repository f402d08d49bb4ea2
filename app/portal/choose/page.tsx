import { redirect } from 'next/navigation';
import { ChooseBody } from '@/components/portal/choose-body';
import { env } from '@/lib/platform/env';
import { hasChosen, listChoices } from '@/lib/portal/choose-meter-point';
import { requireSession } from '../portal-session';

export default async function ChoosePage() {
  const session = await requireSession();
  if (hasChosen(session)) redirect('/portal/records');
  return <ChooseBody register={env().RP_NAME} choices={await listChoices(session)} />;
}
