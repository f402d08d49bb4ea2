import type { AccessDocument } from './dto';

type Controller =
  AccessDocument['record-metadata']['controller-arrangement']['controllers'][number];

export interface WhoAnswers {
  /** The lead of several, or the only one, first. */
  controllers: Controller[];
  /** The Data User, where it acts for a lead of another name; null when it acts for itself. */
  through: string | null;
}

/** A name in the form in which two are compared: without case, widths of characters and repeated spaces. */
function folded(name: string): string {
  return name.normalize('NFKC').toUpperCase().replace(/\s+/gu, ' ').trim();
}

/** Who answers for a registered access, and through which Data User, by its name in the register. */
export function whoAnswers(document: AccessDocument, dataUser: string): WhoAnswers {
  const { controllers } = document['record-metadata']['controller-arrangement'];
  const leads = controllers.filter(({ role }) => role === 'lead' || role === 'sole');
  const others = controllers.filter((controller) => !leads.includes(controller));
  const sorted = [...leads, ...others];
  const isSame = folded(sorted[0]?.name ?? dataUser) === folded(dataUser);
  return { controllers: sorted, through: isSame ? null : dataUser };
}
