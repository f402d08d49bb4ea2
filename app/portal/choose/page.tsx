import { redirect } from 'next/navigation';
import { ChooseBody } from '@/components/portal/choose-body';
import { hasChosen, listChoices } from '@/lib/portal/choose-meter-point';
import { requireSession } from '../portal-session';
import { registerName } from '../../register-name';

export default async function ChoosePage() {
  const session = await requireSession();
  if (hasChosen(session)) redirect('/portal/records');
  return <ChooseBody register={await registerName()} choices={await listChoices(session)} />;
}
