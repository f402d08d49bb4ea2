import { displayName } from './display-name';
import type { WebhookFacts } from './mail-facts';
import type { MailWords } from './mail-part';
import { ukDate, ukTime } from './uk-time';

function detailsOf(facts: WebhookFacts) {
  return [
    { term: 'Webhook', text: facts.wid },
    { term: 'Gwesteiwr', text: displayName(facts.host) },
    { term: 'Pryd', text: `${ukDate(facts.at, 'cy')} am ${ukTime(facts.at)} amser y DU.` },
  ];
}

const unexpected = {
  heading: 'Os nad chi sy’n gofalu am y system hon',
  text: [
    'Anfonwch hwn ymlaen at y rhai sy’n gwneud hynny. Cyfeiriad e‑bost rhybuddio’r webhook sy’n cael negeseuon o’r fath.',
  ],
};

function undelivered(facts: Extract<WebhookFacts, { kind: 'webhook-undelivered' }>): MailWords {
  const organisation = displayName(facts.organisation);
  return {
    subject: `Nid oedd modd danfon hysbysiad i ${facts.organisation}`,
    shortSubject: 'Nid oedd modd danfon hysbysiad',
    heading: 'Nid oedd modd danfon hysbysiad',
    organisation,
    intro: [
      `Roedd system ${organisation} i fod i gael gwybod am rywbeth, ond ni dderbyniodd yr hysbysiad. Rhoesom gynnig arni chwe gwaith dros fwy na diwrnod, ac ni fyddwn yn ceisio eto.`,
      'Efallai fod eraill: byddwn yn anfon e‑bost o’r fath unwaith yr awr ar y mwyaf. Maent i gyd yn rhestr danfoniadau’r webhook, a gellir anfon pob un eto oddi yno.',
    ],
    code: null,
    action: null,
    details: [
      { term: 'Hysbysiad', text: `${facts.eventType}, ${facts.eventId}` },
      ...detailsOf(facts),
    ],
    unexpected,
  };
}

function disabled(facts: Extract<WebhookFacts, { kind: 'webhook-disabled' }>): MailWords {
  const organisation = displayName(facts.organisation);
  const why = {
    failing: 'Nid yw wedi derbyn dim ers pum diwrnod.',
    gone: 'Atebodd ei bod wedi mynd (410).',
    operator: 'Penderfynodd y rhai sy’n rhedeg y gofrestr hynny.',
  };
  return {
    subject: `Diffoddwyd un o webhooks ${facts.organisation}`,
    shortSubject: 'Diffoddwyd webhook',
    heading: 'Diffoddwyd webhook',
    organisation,
    intro: [
      `Nid ydym yn anfon dim mwyach at un o systemau ${organisation}. ${why[facts.reason]}`,
      'Pan fydd yn gweithio eto, gwnewch y webhook yn weithredol ac ailanfonwch yr hyn a gollodd o’i restr danfoniadau.',
    ],
    code: null,
    action: null,
    details: detailsOf(facts),
    unexpected,
  };
}

/** The Welsh words of both mails about a webhook. */
export function welshWebhookWords(facts: WebhookFacts): MailWords {
  return facts.kind === 'webhook-undelivered' ? undelivered(facts) : disabled(facts);
}
