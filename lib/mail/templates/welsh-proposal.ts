import type { DataType } from '@/lib/vocabulary/data-types';
import type { MailProposal } from './mail-proposal';
import { ukDate } from './uk-time';

/** As the page says it, and the portal. */
const words: Record<DataType, string> = {
  'HH-CONSUMPTION': 'Faint o ynni rydych yn ei ddefnyddio, bob hanner awr',
  'HH-EXPORT': 'Faint o ynni rydych yn ei anfon i’r grid, bob hanner awr',
  'MTH-CONSUMPTION': 'Faint o ynni rydych yn ei ddefnyddio, bob mis',
  'MTH-EXPORT': 'Faint o ynni rydych yn ei anfon i’r grid, bob mis',
  'ANNUAL-CONSUMPTION': 'Faint o ynni rydych yn ei ddefnyddio, bob blwyddyn',
  'ANNUAL-EXPORT': 'Faint o ynni rydych yn ei anfon i’r grid, bob blwyddyn',
  'TARIFF-IMPORT': 'Y prisiau rydych yn eu talu am ynni',
  'TARIFF-EXPORT': 'Y prisiau a delir i chi am ynni',
};

/** The line of a mail that says which kinds of data are used. */
export function welshDataTypes(dataTypes: DataType[]) {
  return { term: 'Pa ddata', text: `${dataTypes.map((type) => words[type]).join('; ')}.` };
}

/** The line that says until when; null: no end. */
export function welshEnd(until: Date | null) {
  const text = until === null ? 'Dim dyddiad gorffen.' : `${ukDate(until, 'cy')}.`;
  return { term: 'Tan pryd', text };
}

/** Which data a proposal is about, until when, and whether the customer may say no. */
export function welshProposal(proposal: MailProposal | null) {
  if (proposal === null) return [];
  const { dataTypes, until } = proposal;
  return [
    welshDataTypes(dataTypes),
    welshEnd(until),
    {
      term: 'Eich caniatâd',
      text: proposal.asksPermission
        ? 'Mae ei angen, a gallwch ddweud na. Mae’r dudalen y tu ôl i’r ddolen yn dweud at ba ddiben y mae’r data a phwy arall fydd yn ei gael.'
        : 'Mae’r sefydliad yn dweud nad oes angen iddo ofyn amdano; dim ond gofyn i chi gadarnhau pwy ydych chi y mae. Mae’r dudalen y tu ôl i’r ddolen yn dweud at ba ddiben y mae’r data.',
    },
  ];
}

/** Where only the browser that comes back counts: a question that whoever was sent the mail by others denies. */
export function welshBoundQuestion(organisation: string, proposal: MailProposal | null): string {
  return proposal?.asksPermission
    ? `Ai chi eich hun sy’n cofrestru gyda ${organisation} y funud hon? Os nad chi, peidiwch â chaniatáu hyn, hyd yn oed os yw rhywun mewn neges neu dros y ffôn yn dweud wrthych am wneud hynny.`
    : `Ai chi eich hun sy’n delio gyda ${organisation} y funud hon? Os nad chi, peidiwch â chadarnhau, hyd yn oed os yw rhywun mewn neges neu dros y ffôn yn dweud wrthych am wneud hynny.`;
}
