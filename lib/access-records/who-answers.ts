import { isSameName } from '@/lib/vocabulary/is-same-name';
import type { AccessDocument } from './dto';

type Controller =
  AccessDocument['record-metadata']['controller-arrangement']['controllers'][number];

export interface WhoAnswers {
  /** The lead of several, or the only one, first. */
  controllers: Controller[];
  /** The Data User, where it acts for a lead of another name; null when it acts for itself. */
  through: string | null;
}

/** Who answers for a registered access, and through which Data User, by its name in the register. */
export function whoAnswers(document: AccessDocument, dataUser: string): WhoAnswers {
  const { controllers } = document['record-metadata']['controller-arrangement'];
  const leads = controllers.filter(({ role }) => role === 'lead' || role === 'sole');
  const others = controllers.filter((controller) => !leads.includes(controller));
  const sorted = [...leads, ...others];
  const isSame = isSameName(sorted[0]?.name ?? dataUser, dataUser);
  return { controllers: sorted, through: isSame ? null : dataUser };
}
