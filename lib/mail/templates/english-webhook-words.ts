import { displayName } from './display-name';
import type { WebhookFacts } from './mail-facts';
import type { MailWords } from './mail-part';
import { ukDate, ukTime } from './uk-time';

function detailsOf(facts: WebhookFacts) {
  return [
    { term: 'Webhook', text: facts.wid },
    { term: 'Host', text: displayName(facts.host) },
    { term: 'When', text: `${ukDate(facts.at, 'en')} at ${ukTime(facts.at)} UK time.` },
  ];
}

const unexpected = {
  heading: 'If you do not look after this system',
  text: [
    'Pass this on to those who do. The address that such mails go to is the alert email of the webhook.',
  ],
};

function undelivered(facts: Extract<WebhookFacts, { kind: 'webhook-undelivered' }>): MailWords {
  const organisation = displayName(facts.organisation);
  return {
    subject: `A notice to ${facts.organisation} could not be delivered`,
    shortSubject: 'A notice could not be delivered',
    heading: 'A notice could not be delivered',
    organisation,
    intro: [
      `A system of ${organisation} was to be told of something and did not take it. We tried six times in more than a day and try no more.`,
      'There may be others: we send such a mail once an hour at most. The list of deliveries of the webhook has them all, and each can be sent again from there.',
    ],
    code: null,
    action: null,
    details: [
      { term: 'Notice', text: `${facts.eventType}, ${facts.eventId}` },
      ...detailsOf(facts),
    ],
    unexpected,
  };
}

function disabled(facts: Extract<WebhookFacts, { kind: 'webhook-disabled' }>): MailWords {
  const organisation = displayName(facts.organisation);
  const why = {
    failing: 'It has taken nothing for five days.',
    gone: 'It answered that it is gone (410).',
    operator: 'Those who run the register decided so.',
  };
  return {
    subject: `A webhook of ${facts.organisation} was switched off`,
    shortSubject: 'A webhook was switched off',
    heading: 'A webhook was switched off',
    organisation,
    intro: [
      `We no longer send anything to a system of ${organisation}. ${why[facts.reason]}`,
      'Once it works again, make the webhook active and replay what it missed from its list of deliveries.',
    ],
    code: null,
    action: null,
    details: detailsOf(facts),
    unexpected,
  };
}

/** The English words of both mails about a webhook. */
export function englishWebhookWords(facts: WebhookFacts): MailWords {
  return facts.kind === 'webhook-undelivered' ? undelivered(facts) : disabled(facts);
}
