import { displayName } from './display-name';
import { welshBoundQuestion, welshProposal } from './welsh-proposal';
import type { MailFacts } from './mail-facts';
import type { MailWords } from './mail-part';
import { ukTime } from './uk-time';

type Facts<Kind extends MailFacts['kind']> = Extract<MailFacts, { kind: Kind }>;

function duration({ minutes, expiresAt }: { minutes: number; expiresAt: Date }): string {
  return `${minutes} munud, tan ${ukTime(expiresAt)} amser y DU.`;
}

function afterwards(returnHost: string | null) {
  const text =
    returnHost === null
      ? 'Byddwch yn gorffen ar ein gwefan ni'
      : `Byddwch yn mynd yn ôl i ${returnHost}`;
  return { term: 'Wedyn', text: `${text}.` };
}

/** An organisation asks, and the link in this mail answers. */
export function welshMagicLink(facts: Facts<'magic-link'>, rawLabel: string): MailWords {
  const organisation = displayName(facts.organisation);
  const { proposal, meterPointEnding } = facts;
  const bound = facts.isBound ? [welshBoundQuestion(organisation, proposal)] : [];
  const about = proposal?.asksPermission
    ? {
        subject: `Mae ${facts.organisation} yn gofyn am eich caniatâd`,
        shortSubject: 'Eich caniatâd',
        heading: 'Ydych chi’n caniatáu hyn?',
        intro: [
          `Mae ${organisation} yn gofyn a ydych yn caniatáu iddo ddefnyddio data o’r mesurydd sy’n gorffen gyda ${meterPointEnding}. Gallwch ddweud na. Fydd eich cyflenwad ynni ddim yn newid.`,
          ...bound,
        ],
      }
    : {
        subject: `Cadarnhewch pwy ydych chi: ${facts.organisation}`,
        shortSubject: 'Cadarnhewch pwy ydych chi',
        heading: 'Cadarnhewch pwy ydych chi',
        intro: [
          `Mae ${organisation} yn gofyn i chi gadarnhau pwy ydych chi, ar gyfer y mesurydd sy’n gorffen gyda ${meterPointEnding}.`,
          'Mae’n gofyn er mwyn bod yn siŵr ei fod yn delio gyda chi a neb arall. Fydd e ddim yn cael caniatâd drwy hyn. Gallwch ddweud na.',
          ...bound,
        ],
      };
  return {
    ...about,
    organisation,
    code: null,
    action: {
      before: proposal?.asksPermission
        ? `Atebwch erbyn ${ukTime(facts.expiresAt)} amser y DU. Mae’r ddolen yn agor un o’n tudalennau ni sy’n dangos y cais cyfan. Does dim yn cael ei ganiatáu nes i chi ateb yno.`
        : `Atebwch erbyn ${ukTime(facts.expiresAt)} amser y DU. Mae’r ddolen yn agor un o’n tudalennau ni sy’n dangos pwy sy’n gofyn. Does dim yn cael ei gadarnhau nes i chi ateb yno.`,
      label: 'Gweld y cais',
      link: facts.link,
      rawLabel,
    },
    details: [
      ...welshProposal(proposal),
      {
        term: 'Am ba hyd mae’r ddolen yn gweithio',
        text: `${duration(facts)} Mae’n gweithio unwaith.`,
      },
      {
        term: 'Ble gallwch chi ei hagor',
        text: facts.isBound
          ? 'Yn y porwr lle dechreuoch chi. Fydd hi ddim yn gweithio mewn unrhyw borwr arall: felly all neb eich twyllo i ateb drostyn nhw.'
          : 'Ar unrhyw ddyfais: bydd tudalen y sefydliad ei hun yn cael gwybod am eich ateb.',
      },
      afterwards(facts.returnHost),
      { term: 'Cyfeirnod', text: facts.reference },
    ],
    unexpected: {
      heading: 'Os nad ydych eisiau hyn, neu nad oeddech yn ei ddisgwyl',
      text: [
        proposal?.asksPermission
          ? 'Does dim angen i chi wneud dim: oni bai eich bod yn ei ganiatáu, fydd dim yn digwydd.'
          : 'Does dim angen i chi wneud dim: oni bai eich bod yn cadarnhau, fydd dim yn digwydd.',
        `Hoffech chi i ${organisation} gael gwybod? Agorwch y ddolen a dywedwch na yno, neu dewiswch “Dydw i ddim yn adnabod hyn”.`,
      ],
    },
  };
}

/** A page of the register waits for the code in this mail. */
export function welshEmailProof(facts: Facts<'email-proof'>, rawLabel: string): MailWords {
  const organisation = displayName(facts.organisation);
  return {
    subject: `Eich cod ar gyfer ${facts.organisation}`,
    shortSubject: 'Eich cod',
    heading: 'Eich cod chwe digid',
    organisation,
    intro: [
      `Mae un o’n tudalennau ni yn aros am y cod hwn, am fod ${organisation} yn gofyn i chi gadarnhau pwy ydych chi, ar gyfer y mesurydd sy’n gorffen gyda ${facts.meterPointEnding}.`,
      ...(facts.isBound ? [welshBoundQuestion(organisation, facts.proposal)] : []),
    ],
    code: {
      label: 'Teipiwch y cod hwn ar y dudalen honno',
      digits: facts.code,
      note: `Peidiwch byth â’i ddarllen yn uchel i neb na’i roi i neb. Fydd ${organisation} na ninnau byth yn gofyn i chi amdano.`,
    },
    action: {
      before:
        'Neu agorwch y ddolen hon yn lle hynny. Dim ond yn y porwr a ofynnodd am y cod y mae’n gweithio: felly all neb arall ateb drosoch. Unrhyw le arall, teipiwch y cod.',
      label: 'Defnyddio’r ddolen yn lle hynny',
      link: facts.link,
      rawLabel,
    },
    details: [
      ...welshProposal(facts.proposal),
      {
        term: 'Am ba hyd mae’r ddau yn gweithio',
        text: `${duration(facts)} Mae gennych bum cynnig ar y cod.`,
      },
      afterwards(facts.returnHost),
      { term: 'Cyfeirnod', text: facts.reference },
    ],
    unexpected: {
      heading: 'Os nad ydych eisiau hyn, neu nad oeddech yn ei ddisgwyl',
      text: [
        'Does dim angen i chi wneud dim: heb y cod, fydd dim yn digwydd. Peidiwch â’i roi i neb, pwy bynnag y maen nhw’n dweud ydyn nhw.',
      ],
    },
  };
}
