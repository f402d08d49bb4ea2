import { z } from 'zod';
import { idSchema, timeSchema } from '@/lib/platform/schema-parts';
import {
  consentExpiringSchema,
  consentWithdrawalSchema,
  credentialRegisteredSchema,
  tenancyChangeSchema,
  webhookTestSchema,
} from '@/lib/outbox/events';
import type { ComponentSchemas } from './component-schemas';
import { exampleOf } from './example-of';

interface Event {
  type: string;
  summary: string;
  description: string;
  payload: z.ZodObject;
}

const events: Event[] = [
  {
    type: 'consent.withdrawal',
    summary: 'A consent was withdrawn',
    description: 'On any revocation of a record based on consent, whoever revoked it.',
    payload: consentWithdrawalSchema,
  },
  {
    type: 'consent.expiring',
    summary: 'A consent ends soon',
    description:
      'Once per record, expiry and subscription, `notify-days-before` days before the end, for ' +
      'ACTIVE records based on consent.',
    payload: consentExpiringSchema,
  },
  {
    type: 'tenancy.change',
    summary: 'The tenancy of a meter point changed',
    description:
      'Nothing is revoked: whether access may go on is the Data User’s to find out. With `withdrawn` the ' +
      'DCC took the change back.',
    payload: tenancyChangeSchema,
  },
  {
    type: 'credential.registered',
    summary: 'A passkey was enrolled',
    description: 'To the owner of the Identity Record, whoever started the enrolment.',
    payload: credentialRegisteredSchema,
  },
  {
    type: 'webhook.test',
    summary: 'A test that was asked for',
    description: 'Sent whatever `event-types` says.',
    payload: webhookTestSchema,
  },
];

const header = (name: string, description: string, example: string) => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string' },
  example,
});

const headers = [
  header(
    'X-DAR-Signature',
    '`sha256=` and the hex HMAC-SHA256 of the raw body, keyed with the UTF-8 bytes of the newest ' +
      'whole `whsec_…` string.',
    'sha256=6f0a4e0d8b1b2f6f4e3c7f0a9d5b8e2c1a7d6f5e4c3b2a1908f7e6d5c4b3a291',
  ),
  header('X-DAR-Event', 'The event’s type.', 'consent.withdrawal'),
  header('X-DAR-Timestamp', 'When this try was sent, in Unix seconds.', '1793611801'),
  header(
    'webhook-id',
    'The `event-id`: the same on every try, so that a repeat is known as one.',
    'evt_4f9d02c7a1b86e35d2f07c94',
  ),
  header('webhook-timestamp', 'When this try was sent, in Unix seconds.', '1793611801'),
  header(
    'webhook-signature',
    'Signatures of the Standard Webhooks kind, keyed with the base64 after `whsec_`; after a rotation ' +
      'one of each secret for 15 minutes, with a space between.',
    'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=',
  ),
];

function bodyOf({ type, payload }: Event) {
  return z.object({
    'event-id': idSchema('evt').describe('The same on every try.'),
    'event-type': z.literal(type),
    'occurred-at': timeSchema,
    wid: idSchema('wid').describe('The webhook by which it comes.'),
    payload,
  });
}

/** The events that a Data User's endpoint receives (docs/api/webhooks.md#events). */
export function webhookObjects(schemas: ComponentSchemas) {
  return Object.fromEntries(
    events.map((event) => {
      const schema = schemas.convert(bodyOf(event), 'output');
      const post = {
        operationId: `receive-${event.type.replace('.', '-')}`,
        tags: ['Webhooks'],
        summary: event.summary,
        description: event.description,
        security: [],
        parameters: headers.map((parameter) =>
          parameter.name === 'X-DAR-Event' ? { ...parameter, example: event.type } : parameter,
        ),
        requestBody: {
          required: true,
          content: { 'application/json': { schema, example: exampleOf(schema, schemas) } },
        },
        responses: {
          '2XX': {
            description:
              'Taken, answered within 10 seconds. Anything else is tried again after 1 minute, 5 ' +
              'minutes, 30 minutes, 2 hours and 24 hours.',
          },
        },
      };
      return [event.type, { post }];
    }),
  );
}
