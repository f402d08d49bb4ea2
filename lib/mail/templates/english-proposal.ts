import type { DataType } from '@/lib/vocabulary/data-types';
import type { MailProposal } from './mail-proposal';
import { ukDate } from './uk-time';

/** As the page says it, and the portal. */
const words: Record<DataType, string> = {
  'HH-CONSUMPTION': 'How much energy you use, every half hour',
  'HH-EXPORT': 'How much energy you send to the grid, every half hour',
  'MTH-CONSUMPTION': 'How much energy you use, each month',
  'MTH-EXPORT': 'How much energy you send to the grid, each month',
  'ANNUAL-CONSUMPTION': 'How much energy you use, each year',
  'ANNUAL-EXPORT': 'How much energy you send to the grid, each year',
  'TARIFF-IMPORT': 'The prices that you pay for energy',
  'TARIFF-EXPORT': 'The prices that you are paid for energy',
};

/** The line of a mail that says which kinds of data are used. */
export function englishDataTypes(dataTypes: DataType[]) {
  return { term: 'Which data', text: `${dataTypes.map((type) => words[type]).join('; ')}.` };
}

/** The line that says until when; null: no end. */
export function englishEnd(until: Date | null) {
  const text = until === null ? 'No end date.' : `${ukDate(until, 'en')}.`;
  return { term: 'Until when', text };
}

/** Which data a proposal is about, until when, and whether the customer may say no. */
export function englishProposal(proposal: MailProposal | null) {
  if (proposal === null) return [];
  const { dataTypes, until } = proposal;
  return [
    englishDataTypes(dataTypes),
    englishEnd(until),
    {
      term: 'Your permission',
      text: proposal.asksPermission
        ? 'It is needed, and you may say no. The page behind the link says what the data is for and who else gets it.'
        : 'The organisation says that it need not ask for it; it only asks you to confirm who you are. The page behind the link says what the data is for.',
    },
  ];
}

/** Where only the browser that comes back counts: a question that whoever was sent the mail by others denies. */
export function englishBoundQuestion(organisation: string, proposal: MailProposal | null): string {
  return proposal?.asksPermission
    ? `Are you yourself, just now, signing up with ${organisation}? If not, do not allow this, even if somebody in a message or on the phone tells you to.`
    : `Are you yourself, just now, dealing with ${organisation}? If not, do not confirm, even if somebody in a message or on the phone tells you to.`;
}
