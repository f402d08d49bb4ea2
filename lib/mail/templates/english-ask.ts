import { displayName } from './display-name';
import { englishBoundQuestion, englishProposal } from './english-proposal';
import type { MailFacts } from './mail-facts';
import type { MailWords } from './mail-part';
import { ukTime } from './uk-time';

type Facts<Kind extends MailFacts['kind']> = Extract<MailFacts, { kind: Kind }>;

function duration({ minutes, expiresAt }: { minutes: number; expiresAt: Date }): string {
  const unit = minutes === 1 ? 'minute' : 'minutes';
  return `${minutes} ${unit}, until ${ukTime(expiresAt)} UK time.`;
}

function afterwards(returnHost: string | null) {
  const text =
    returnHost === null ? 'You finish on our own website' : `You go back to ${returnHost}`;
  return { term: 'Afterwards', text: `${text}.` };
}

/** An organisation asks, and the link in this mail answers. */
export function englishMagicLink(facts: Facts<'magic-link'>, rawLabel: string): MailWords {
  const organisation = displayName(facts.organisation);
  const { proposal, meterPointEnding } = facts;
  const bound = facts.isBound ? [englishBoundQuestion(organisation, proposal)] : [];
  const about = proposal?.asksPermission
    ? {
        subject: `${facts.organisation} asks for your permission`,
        shortSubject: 'Your permission',
        heading: 'Do you allow this?',
        intro: [
          `${organisation} asks whether you allow it to use data from the meter ending ${meterPointEnding}. You may say no. Your energy supply stays as it is.`,
          ...bound,
        ],
      }
    : {
        subject: `Confirm who you are for ${facts.organisation}`,
        shortSubject: 'Confirm who you are',
        heading: 'Confirm who you are',
        intro: [
          `${organisation} asks you to confirm who you are, for the meter ending ${meterPointEnding}.`,
          'It asks to be sure that it deals with you and with nobody else. It gets no permission from this. You may say no.',
          ...bound,
        ],
      };
  return {
    ...about,
    organisation,
    code: null,
    action: {
      before: proposal?.asksPermission
        ? `Answer by ${ukTime(facts.expiresAt)} UK time. The link opens a page of ours that shows the whole request. Nothing is allowed until you answer there.`
        : `Answer by ${ukTime(facts.expiresAt)} UK time. The link opens a page of ours that shows who asks. Nothing is confirmed until you answer there.`,
      label: 'See the request',
      link: facts.link,
      rawLabel,
    },
    details: [
      ...englishProposal(proposal),
      { term: 'How long the link works', text: `${duration(facts)} It works once.` },
      {
        term: 'Where you can open it',
        text: facts.isBound
          ? 'In the browser where you started. In any other it does not count: that way nobody can trick you into answering for them.'
          : 'On any device: the organisation’s own page hears of your answer.',
      },
      afterwards(facts.returnHost),
      { term: 'Reference', text: facts.reference },
    ],
    unexpected: {
      heading: 'If you do not want this, or did not expect it',
      text: [
        proposal?.asksPermission
          ? 'You need not do anything: unless you allow it, nothing happens.'
          : 'You need not do anything: unless you confirm, nothing happens.',
        `Do you want ${organisation} to know? Open the link and say no there, or choose “I don’t recognise this”.`,
      ],
    },
  };
}

/** A page of the register waits for the code in this mail. */
export function englishEmailProof(facts: Facts<'email-proof'>, rawLabel: string): MailWords {
  const organisation = displayName(facts.organisation);
  return {
    subject: `Your code for ${facts.organisation}`,
    shortSubject: 'Your code',
    heading: 'Your six-digit code',
    organisation,
    intro: [
      `A page of ours waits for this code, because ${organisation} asks you to confirm who you are, for the meter ending ${facts.meterPointEnding}.`,
      ...(facts.isBound ? [englishBoundQuestion(organisation, facts.proposal)] : []),
    ],
    code: {
      label: 'Type this code on that page',
      digits: facts.code,
      note: `Never read it out or pass it on. Neither ${organisation} nor we will ever ask you for it.`,
    },
    action: {
      before:
        'Or open this link instead. It counts only in the browser that asked for the code: that way nobody else can answer for you. Anywhere else, type the code.',
      label: 'Use the link instead',
      link: facts.link,
      rawLabel,
    },
    details: [
      ...englishProposal(facts.proposal),
      { term: 'How long both work', text: `${duration(facts)} You have five tries at the code.` },
      afterwards(facts.returnHost),
      { term: 'Reference', text: facts.reference },
    ],
    unexpected: {
      heading: 'If you do not want this, or did not expect it',
      text: [
        'You need not do anything: without the code, nothing happens. Do not give it to anyone, whoever they say they are.',
      ],
    },
  };
}
