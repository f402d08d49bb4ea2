import { z } from 'zod';

// What every answer of the API looks like, written by hand from docs/api/, and from nothing of the product:
// a shape that drifts in the product's own schemas is seen here. Objects are strict, and a field that may
// be left out may not be null.

const leftOut = <Schema extends z.ZodType>(schema: Schema) => schema.optional();
const orNull = <Schema extends z.ZodType>(schema: Schema) => schema.nullable();

const text = z.string().min(1);
const id = (prefix: string) => z.string().regex(new RegExp(`^${prefix}_[0-9a-f]{24}$`));
const duid = z.string().regex(/^duid_[0-9a-z]{1,64}$/);
const time = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/);
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const mpxn = z.string().regex(/^(?:[0-9A-HJ-NPR-Z]{2}[0-9]{8,11}|[0-9]{6,10})$/);
const url = z.string().regex(/^(https?:\/\/|mailto:|tel:)/);
const webUrl = z.string().regex(/^https?:\/\//);
const secret = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().min(0);
const nextCursor = orNull(text);

const dataType = z.enum([
  'HH-CONSUMPTION',
  'HH-EXPORT',
  'MTH-CONSUMPTION',
  'MTH-EXPORT',
  'ANNUAL-CONSUMPTION',
  'ANNUAL-EXPORT',
  'TARIFF-IMPORT',
  'TARIFF-EXPORT',
]);
const dataTypes = z.array(dataType).min(1);
const legalBasis = z.enum([
  'uk-consent',
  'uk-explicit-consent',
  'uk-legitimate-interests',
  'uk-public-task',
  'uk-legal-obligation',
  'uk-contract',
]);
const registeredState = z.enum(['ACTIVE', 'EXPIRED', 'REVOKED']);

// Section 4

const address = z.strictObject({
  addressLine1: text,
  addressLine2: orNull(text),
  townCity: text,
  county: orNull(text),
  postcode: z.string().regex(/^[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}$/),
});

const credential = z.strictObject({
  'credential-id': id('cred'),
  'registered-at': time,
  transports: z.array(z.string()),
  'last-used-at': orNull(time),
  name: orNull(text),
  'backed-up': z.boolean(),
});

const livingRecord = z.strictObject({
  ir: id('ir'),
  'created-at': time,
  'pii-principal': z.strictObject({ mpxn, 'move-in-date': date, address: leftOut(address) }),
  'expressed-by': z.enum(['data-subject', 'authorised-representative']),
  'principal-verification': orNull(
    z.strictObject({
      method: text,
      'verified-at': time,
      outcome: z.enum(['verified', 'failed', 'partial']),
      reference: leftOut(text),
      submitted: leftOut(text),
      'verified-against': leftOut(text),
      detail: leftOut(z.record(z.string(), z.unknown())),
    }),
  ),
  'has-email': z.boolean(),
  credentials: z.array(credential),
  'anonymised-at': z.null(),
});

const anonymisedRecord = z.strictObject({
  ir: id('ir'),
  'created-at': time,
  'pii-principal': z.null(),
  'expressed-by': z.null(),
  'principal-verification': z.null(),
  'has-email': z.literal(false),
  credentials: z.tuple([]),
  'anonymised-at': time,
});

const identityRecord = z.union([livingRecord, anonymisedRecord]);

// Section 5

const method = z.enum(['magic-link', 'passkey-assert', 'passkey-register']);

const noticeTerms = {
  'terms-url': webUrl,
  'notice-version': text,
  'notice-language': leftOut(text),
};

/** Section 13: absent members are left out, but `expiry`. */
const proposal = z.strictObject({
  'legal-basis': legalBasis,
  purpose: text,
  'data-types': dataTypes,
  expiry: orNull(z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)),
  controllers: z
    .array(
      z.strictObject({
        name: text,
        role: z.enum(['sole', 'lead', 'joint', 'member']),
        'contact-url': url,
        address: leftOut(
          z.strictObject({
            addressLine1: text,
            addressLine2: leftOut(text),
            townCity: text,
            county: leftOut(text),
            postcode: text,
          }),
        ),
        'privacy-rights-url': leftOut(webUrl),
        'lia-reference': leftOut(text),
        'statutory-reference': leftOut(text),
        'storage-conditions': leftOut(
          z.strictObject({ location: text, 'retention-period': z.string().regex(/^P/) }),
        ),
      }),
    )
    .min(1),
  recipients: leftOut(
    z.array(z.strictObject({ name: text, role: text, 'privacy-url': leftOut(webUrl) })),
  ),
  notice: leftOut(
    z.strictObject({
      'shared-notice': leftOut(z.strictObject(noticeTerms)),
      notices: leftOut(z.array(z.strictObject({ 'controller-name': text, ...noticeTerms })).min(2)),
    }),
  ),
  'terms-url': leftOut(webUrl),
});

const digest = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const proposed = { 'proposed-access': orNull(proposal), 'proposal-digest': orNull(digest) };

const passkeyStart = z.strictObject({
  'redirect-url': webUrl,
  'token-ref': id('mlr'),
  'expires-at': time,
  'return-url': orNull(webUrl),
});

const started = z.union([
  z.strictObject({
    method: z.literal('magic-link'),
    'magic-link': z.strictObject({
      'dispatched-to': text,
      'expires-at': time,
      'token-ref': id('mlr'),
      'redirect-url': orNull(webUrl),
    }),
    passkey: z.null(),
    ...proposed,
  }),
  z.strictObject({
    method: z.enum(['passkey-assert', 'passkey-register']),
    'magic-link': z.null(),
    passkey: passkeyStart,
    ...proposed,
  }),
]);

const status = z.union([
  z.strictObject({
    method,
    status: z.literal('confirmed'),
    'confirmed-at': time,
    declined: z.literal(false),
    'declined-reason': z.null(),
    ...proposed,
    'confirmed-by': method,
    assurance: z.enum(['proven', 'unproven']),
  }),
  z.strictObject({
    method,
    status: z.enum(['pending', 'expired']),
    'confirmed-at': z.null(),
    declined: z.boolean(),
    'declined-reason': orNull(z.enum(['refused', 'not-recognised'])),
    ...proposed,
    'confirmed-by': z.null(),
  }),
]);

// Section 6

const controller = z.strictObject({
  name: text,
  role: z.enum(['sole', 'lead', 'joint', 'member']),
  'contact-url': url,
  address: leftOut(address),
  'privacy-rights-url': leftOut(webUrl),
  'lia-reference': orNull(text),
  'statutory-reference': orNull(text),
  'storage-conditions': orNull(
    z.strictObject({ location: text, 'retention-period': z.string().regex(/^P/) }),
  ),
});

const metadata = z.strictObject({
  'record-identifier': id('ak'),
  'created-at': time,
  'schema-version': text,
  'controller-arrangement': z.strictObject({
    'arrangement-type': z.enum(['sole', 'joint', 'group']),
    'art26-reference': orNull(text),
    controllers: z.array(controller).min(1),
  }),
  'identity-record-ref': orNull(id('ir')),
});

const confirmation = z.strictObject({
  method,
  assurance: z.enum(['proven', 'unproven']),
  'confirmed-at': time,
  bound: z.boolean(),
  'proposal-digest': orNull(digest),
});

const registeredAccess = z.strictObject({
  duid,
  'customer-confirmation': orNull(confirmation),
  'record-metadata': metadata,
  notice: orNull(
    z.strictObject({
      'shared-notice': orNull(z.strictObject(noticeTerms)),
      notices: orNull(z.array(z.strictObject({ 'controller-name': text, ...noticeTerms })).min(2)),
    }),
  ),
  processing: z.strictObject({
    'legal-basis': legalBasis,
    purpose: text,
    'data-types': dataTypes,
    'data-source': leftOut(text),
    recipients: leftOut(
      z.array(z.strictObject({ name: text, role: text, 'privacy-url': leftOut(webUrl) })),
    ),
    jurisdiction: z.literal('GB'),
  }),
  'access-event': z.strictObject({
    state: registeredState,
    'registered-at': time,
    expiry: orNull(time),
    'revoked-at': leftOut(time),
    'controller-reference': leftOut(text),
    consent: orNull(
      z.strictObject({
        'consent-type': z.enum(['expressed-consent', 'explicit-consent']),
        method: leftOut(text),
      }),
    ),
  }),
});

/** What the DCC saw: nobody gave a legal basis, a purpose or more of the organisation than its name. */
const discoveredRecord = z.strictObject({
  duid,
  'customer-confirmation': z.null(),
  'record-metadata': z.strictObject({
    'record-identifier': id('ak'),
    'created-at': time,
    'schema-version': text,
    'controller-arrangement': z.strictObject({
      'arrangement-type': z.literal('sole'),
      'art26-reference': z.null(),
      controllers: z.tuple([z.strictObject({ name: text, role: z.literal('sole') })]),
    }),
    'identity-record-ref': z.null(),
  }),
  notice: z.null(),
  processing: z.strictObject({ 'data-types': dataTypes, jurisdiction: z.literal('GB') }),
  'access-event': z.strictObject({
    state: z.literal('DISCOVERED'),
    'registered-at': time,
    expiry: z.null(),
    consent: z.null(),
  }),
});

const registeredEntry = {
  ak: id('ak'),
  'lead-controller-name': text,
  'arrangement-type': z.enum(['sole', 'joint', 'group']),
  'controller-count': z.int().min(1),
  'record-metadata': metadata,
  'legal-basis': legalBasis,
  purpose: text,
  'data-types': dataTypes,
  state: registeredState,
  expiry: orNull(time),
  'registered-at': time,
  'revoked-at': leftOut(time),
  'customer-confirmation': orNull(confirmation),
  'discovered-access': z.null(),
};

const discoveredEntry = {
  ak: id('ak'),
  'lead-controller-name': z.null(),
  'arrangement-type': z.null(),
  'controller-count': z.null(),
  'record-metadata': z.null(),
  'legal-basis': z.null(),
  purpose: z.null(),
  'data-types': dataTypes,
  state: z.literal('DISCOVERED'),
  expiry: z.null(),
  'registered-at': time,
  'customer-confirmation': z.null(),
  'discovered-access': z.strictObject({
    mpxn,
    'organisation-name': text,
    'organisation-reference': text,
    'first-seen': date,
    'last-seen': date,
    'data-types-observed': dataTypes,
    'source-reference': text,
    'superseded-by': orNull(id('ak')),
  }),
};

const listed = { duid, mpxn, 'created-at': time };

/** An entry names its key once more in its metadata: the two are one key, or one alias. */
const namesOneKey = (entry: {
  ak: string;
  'record-metadata': { 'record-identifier': string } | null;
}) =>
  entry['record-metadata'] === null || entry['record-metadata']['record-identifier'] === entry.ak;

const meterPointEntry = z
  .union([z.strictObject(registeredEntry), z.strictObject(discoveredEntry)])
  .refine(namesOneKey);
const recordEntry = z
  .union([
    z.strictObject({ ...registeredEntry, ...listed }),
    z.strictObject({ ...discoveredEntry, ...listed }),
  ])
  .refine(namesOneKey);

const accessToken = { 'access-token': z.strictObject({ key: id('ak'), expiry: orNull(time) }) };
const recordList = { records: z.array(recordEntry), total: count, 'next-cursor': nextCursor };

// Sections 7 and 10

const accountStatus = z.enum(['active', 'suspended', 'terminated']);

const self = {
  'account-id': z.string().regex(/^[A-Za-z0-9._-]{1,64}$/),
  duid,
  'display-name': text,
  role: z.enum(['data_user', 'data_provider', 'dcc', 'portal', 'admin']),
  status: accountStatus,
  'contact-url': leftOut(url),
  'registered-at': time,
  'redirect-urls': z.array(webUrl),
};

const operatedAccount = z.strictObject({
  ...self,
  'data-types': z.array(dataType),
  'organisation-reference': leftOut(text),
  statutory: z.boolean(),
  'decisions-per-minute': count,
  'suspended-at': orNull(time),
});

const release = z.strictObject({
  'decision-id': id('dec'),
  day: date,
  decision: z.boolean(),
  reason: text,
  'access-key': leftOut(id('ak')),
  mpxn: leftOut(mpxn),
  duid: leftOut(duid),
  'data-types': z.array(dataType),
  from: leftOut(date),
  to: leftOut(date),
  count,
  'first-at': time,
  'last-at': time,
});

const changeOfAccess = { sequence: count, at: time };
const releaseChange = z.union([
  z.strictObject({
    ...changeOfAccess,
    ak: id('ak'),
    change: z.enum(['ended', 'narrowed', 'tenancy-changed', 'tenancy-restored']),
  }),
  z.strictObject({
    ...changeOfAccess,
    duid,
    change: z.enum(['narrowed', 'suspended', 'reactivated']),
  }),
]);

const auditEvent = z.strictObject({
  event_id: id('aud'),
  account_id: leftOut(text),
  event_type: text,
  ak: leftOut(id('ak')),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  timestamp: time,
});

// Section 8

const tenancyChange = {
  mpxn,
  'effective-date': date,
  'source-reference': text,
  'active-records-affected': count,
  'data-users-notified': z.array(duid),
};
const sighting = { ak: id('ak'), state: z.literal('DISCOVERED') };

// Section 9

const eventType = z.enum([
  'consent.withdrawal',
  'consent.expiring',
  'tenancy.change',
  'credential.registered',
]);

const subscription = {
  wid: id('wid'),
  'callback-url': webUrl,
  'notify-days-before': z.int().min(1).max(90),
  'event-types': z.array(eventType).min(1),
  'created-at': time,
  active: z.boolean(),
};
const webhook = z.strictObject({ ...subscription, 'alert-email': z.email() });
const signingSecret = z.string().regex(/^whsec_[A-Za-z0-9+/=]+$/);

const delivery = z.strictObject({
  'event-id': id('evt'),
  'event-type': z.union([eventType, z.literal('webhook.test')]),
  status: z.enum(['pending', 'delivered', 'undelivered']),
  attempts: z.array(
    z.strictObject({
      at: time,
      'status-code': leftOut(z.int()),
      'duration-ms': count,
      error: leftOut(text),
    }),
  ),
  'next-attempt-at': leftOut(time),
  'created-at': time,
});

const operatedWebhook = z.strictObject({
  ...subscription,
  'account-id': text,
  duid,
  'display-name': text,
  'failing-since': leftOut(time),
  'disabled-at': leftOut(time),
  'disabled-reason': leftOut(z.enum(['owner', 'failing', 'gone', 'terminated', 'operator'])),
  'pending-deliveries': count,
});

const eventEnvelope = {
  'event-id': id('evt'),
  'occurred-at': time,
  wid: id('wid'),
};

/** The body of each event that a Data User's endpoint receives. */
export const eventSchema = z.discriminatedUnion('event-type', [
  z.strictObject({
    ...eventEnvelope,
    'event-type': z.literal('consent.withdrawal'),
    payload: z.strictObject({
      ak: id('ak'),
      mpxn,
      duid,
      'revoked-at': time,
      reason: orNull(
        z.enum([
          'customer-request',
          'contract-ended',
          'lia-lapsed',
          'statutory-authority-lapsed',
          'data-no-longer-required',
          'other',
        ]),
      ),
      'controller-reference': leftOut(text),
    }),
  }),
  z.strictObject({
    ...eventEnvelope,
    'event-type': z.literal('consent.expiring'),
    payload: z.strictObject({ ak: id('ak'), mpxn, duid, expiry: time, 'days-remaining': count }),
  }),
  z.strictObject({
    ...eventEnvelope,
    'event-type': z.literal('tenancy.change'),
    payload: z.strictObject({
      mpxn,
      'effective-date': date,
      'source-reference': orNull(text),
      'affected-aks': z.array(id('ak')).min(1),
      withdrawn: leftOut(z.literal(true)),
    }),
  }),
  z.strictObject({
    ...eventEnvelope,
    'event-type': z.literal('credential.registered'),
    payload: z.strictObject({
      ir: id('ir'),
      'credential-id': id('cred'),
      'registered-at': time,
      'initiated-by': text,
      'verified-by': leftOut(z.enum(['passkey-assert', 'magic-link'])),
    }),
  }),
  z.strictObject({
    ...eventEnvelope,
    'event-type': z.literal('webhook.test'),
    payload: z.strictObject({ message: text }),
  }),
]);

type Members = Record<string, z.ZodType>;

/** A call of the contract and each of its answers: the members beside the envelope; null: no body. */
interface Call {
  path: string;
  answers: Record<string, Record<number, Members | z.ZodType | null>>;
}

const identityRecordMembers = { 'identity-record': identityRecord };
const account = { account: z.strictObject(self) };
const operated = { account: operatedAccount };

/** Every path of sections 3 to 10. */
export const calls: readonly Call[] = [
  {
    path: '/v1/identity-records',
    answers: {
      GET: { 200: { 'identity-records': z.array(identityRecord) } },
      POST: {
        201: { ir: id('ir'), 'passkey-registration-redirect': orNull(passkeyStart), ...proposed },
      },
    },
  },
  {
    path: '/v1/identity-records/exists',
    answers: { GET: { 200: { mpxn, exists: z.boolean(), 'available-methods': z.array(method) } } },
  },
  { path: '/v1/identity-records/reidentify', answers: { POST: { 200: started } } },
  { path: '/v1/identity-records/reidentify/{}', answers: { GET: { 200: status } } },
  {
    path: '/v1/identity-records/{}',
    answers: {
      GET: { 200: identityRecordMembers },
      DELETE: { 200: { ir: id('ir'), 'anonymised-at': time } },
    },
  },
  {
    path: '/v1/admin/identity-records/{}/void',
    answers: { POST: { 200: { ir: id('ir'), 'voided-at': time } } },
  },
  { path: '/v1/identity-records/{}/credentials/{}', answers: { DELETE: { 204: null } } },
  { path: '/v1/identity-records/{}/re-identify', answers: { POST: { 200: started } } },
  { path: '/v1/identity-records/{}/re-identify/{}', answers: { GET: { 200: status } } },
  { path: '/v1/access-records', answers: { POST: { 201: accessToken } } },
  {
    path: '/v1/access-records/{}',
    answers: {
      GET: { 200: { 'access-record': z.union([registeredAccess, discoveredRecord]) } },
      PUT: { 200: accessToken },
      DELETE: { 200: { ak: id('ak'), 'revoked-at': time } },
    },
  },
  {
    path: '/v1/access-records/{}/receipt',
    answers: {
      GET: {
        200: {
          receipt: z.string().regex(/^[\w-]+\.[\w-]+\.[\w-]{86}$/),
          digest: z.string().regex(/^[\w-]{43}$/),
        },
      },
    },
  },
  {
    path: '/v1/access-records/{}/releases',
    answers: {
      GET: {
        200: {
          days: z.array(z.strictObject({ day: date, duid, permitted: count, refused: count })),
          'next-cursor': nextCursor,
        },
      },
    },
  },
  {
    path: '/v1/releases',
    answers: { GET: { 200: { releases: z.array(release), 'next-cursor': nextCursor } } },
  },
  {
    path: '/v1/release-changes',
    answers: { GET: { 200: { changes: z.array(releaseChange), next: count } } },
  },
  { path: '/v1/records', answers: { GET: { 200: recordList } } },
  {
    path: '/v1/meter-points/{}/access-records',
    answers: {
      GET: {
        // There only where one answer does not hold the list.
        200: { mpxn, 'access-records': z.array(meterPointEntry), 'next-cursor': text.optional() },
      },
    },
  },
  {
    path: '/v1/data-users/{}',
    answers: {
      GET: {
        200: {
          'data-user': z.strictObject({
            duid,
            'display-name': text,
            status: accountStatus,
            'registered-at': time,
            'suspended-at': orNull(time),
            'contact-url': leftOut(url),
            'data-types-supported': dataTypes,
          }),
        },
      },
    },
  },
  { path: '/v1/self', answers: { GET: { 200: account } } },
  { path: '/v1/self/redirect-urls', answers: { PUT: { 200: account } } },
  { path: '/v1/self/rotate-secret', answers: { POST: { 200: { 'secret-key': leftOut(secret) } } } },
  {
    path: '/v1/self/audit',
    answers: { GET: { 200: { events: z.array(auditEvent), 'next-cursor': nextCursor } } },
  },
  { path: '/v1/discovered-access', answers: { POST: { 200: sighting, 201: sighting } } },
  { path: '/v1/cot-events', answers: { POST: { 200: tenancyChange, 201: tenancyChange } } },
  {
    path: '/v1/cot-events/withdrawals',
    answers: { POST: { 200: { ...tenancyChange, 'withdrawn-at': time } } },
  },
  {
    path: '/v1/webhooks',
    answers: {
      GET: { 200: { webhooks: z.array(webhook) } },
      POST: { 201: { webhook, 'signing-secret': leftOut(signingSecret) } },
    },
  },
  {
    path: '/v1/webhooks/{}',
    answers: {
      PATCH: { 200: { webhook, 'signing-secret': leftOut(signingSecret) } },
      DELETE: { 204: null },
    },
  },
  {
    path: '/v1/webhooks/{}/deliveries',
    answers: { GET: { 200: { deliveries: z.array(delivery), 'next-cursor': nextCursor } } },
  },
  {
    path: '/v1/webhooks/{}/deliveries/{}/replay',
    answers: { POST: { 202: { 'event-id': id('evt') } } },
  },
  { path: '/v1/webhooks/{}/test', answers: { POST: { 202: { 'event-id': id('evt') } } } },
  {
    path: '/v1/admin/stats',
    answers: {
      GET: {
        200: {
          total_accounts: count,
          active_accounts: count,
          total_records: count,
          active_records: count,
          revoked_records: count,
          total_webhooks: count,
          active_webhooks: count,
          expired_records: count,
          discovered_records: count,
          pending_deliveries: count,
          undelivered_deliveries: count,
        },
      },
    },
  },
  {
    path: '/v1/admin/accounts',
    answers: {
      GET: {
        200: { accounts: z.array(operatedAccount), total: count, 'next-cursor': nextCursor },
      },
      POST: { 201: { ...operated, 'secret-key': leftOut(secret) } },
    },
  },
  { path: '/v1/admin/accounts/{}', answers: { PATCH: { 200: operated } } },
  { path: '/v1/admin/accounts/{}/suspend', answers: { POST: { 200: operated } } },
  { path: '/v1/admin/accounts/{}/reactivate', answers: { POST: { 200: operated } } },
  { path: '/v1/admin/accounts/{}/terminate', answers: { POST: { 200: operated } } },
  { path: '/v1/admin/records', answers: { GET: { 200: recordList } } },
  {
    path: '/v1/admin/webhooks',
    answers: {
      GET: {
        200: { webhooks: z.array(operatedWebhook), total: count, 'next-cursor': nextCursor },
      },
    },
  },
  {
    path: '/v1/admin/audit',
    answers: {
      GET: { 200: { events: z.array(auditEvent), total: count, 'next-cursor': nextCursor } },
    },
  },
];

export const tokenAnswer = z.strictObject({ 'bearer-token': text, expires: z.literal(7200) });

export const responseSchema = z.strictObject({
  resource: z.string().startsWith('/v1'),
  timestamp: time,
  'transaction-id': id('tid'),
});

export const errorAnswer = z.strictObject({
  response: responseSchema,
  errors: z
    .array(
      z.strictObject({
        'error-code': z.string().regex(/^(VAL|AUTH|NOT|CON|RATE|SRV)\d{3}$/),
        message: text,
        field: leftOut(text),
      }),
    )
    .min(1),
});
