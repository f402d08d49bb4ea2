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
        heading: 'Your permission is asked for',
        intro: [
          `${organisation} asks whether you allow it to use data from the meter point ending ${meterPointEnding}.`,
          ...bound,
        ],
      }
    : {
        subject: `Confirm it’s you for ${facts.organisation}`,
        shortSubject: 'Confirm it’s you',
        heading: 'Confirm it’s you',
        intro: [
          `${organisation} asks you to confirm that you are the person on record for the meter point ending ${meterPointEnding}.`,
          'It wants to be sure who you are before it does anything with your meter data.',
          ...bound,
        ],
      };
  return {
    ...about,
    organisation,
    code: null,
    action: {
      before: proposal?.asksPermission
        ? 'The link opens a page of ours that shows the whole request. Nothing is allowed until you press the button there.'
        : 'The link opens a page of ours that shows who asks. Nothing is confirmed until you press the button there.',
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
          ? 'In the browser where you dealt with this organisation. Anywhere else it does not count.'
          : 'On any device. It need not be the one on which you were asked.',
      },
      afterwards(facts.returnHost),
    ],
    unexpected: {
      heading: 'If you did not expect this',
      text: [
        proposal?.asksPermission
          ? 'You need not do anything: unless you allow it, nothing happens.'
          : 'You need not do anything: unless you confirm, nothing happens.',
        `Would you like ${organisation} to know? Open the link and choose “I don’t recognise this”.`,
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
      `A page of ours waits for this code, because ${organisation} asks who you are at the meter point ending ${facts.meterPointEnding}.`,
      ...(facts.isBound ? [englishBoundQuestion(organisation, facts.proposal)] : []),
    ],
    code: {
      label: 'Type this code on that page',
      digits: facts.code,
      note: `Never read it out or pass it on. Neither ${organisation} nor we will ever ask you for it.`,
    },
    action: {
      before:
        'Or open this link instead. It only works in the browser that asked for the code; anywhere else, type the code.',
      label: 'Use the link instead',
      link: facts.link,
      rawLabel,
    },
    details: [
      ...englishProposal(facts.proposal),
      { term: 'How long both work', text: `${duration(facts)} You have five tries at the code.` },
      afterwards(facts.returnHost),
    ],
    unexpected: {
      heading: 'If you did not expect this',
      text: [
        'You need not do anything: without the code, nothing happens. Do not give it to anyone, whoever they say they are.',
      ],
    },
  };
}
