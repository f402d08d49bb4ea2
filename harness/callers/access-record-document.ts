import { consentBody, contractBody } from './access-record-body';
import { toDocument, type AccessDocument } from '@/lib/access-records/dto';
import { accessRecordSchema } from '@/lib/access-records/schemas';

/** Any reference that the schema takes; each record has its own. */
const SOME_IR = `ir_${'0'.repeat(24)}`;

/** What is stored of a body that the register accepts, for each basis; records differ in few fields. */
const templates = [
  consentBody(SOME_IR),
  contractBody(SOME_IR),
  contractBody(SOME_IR, 'uk-legitimate-interests'),
].map((body) => toDocument(accessRecordSchema.parse(body), null) as unknown as AccessDocument);

export interface DocumentFields {
  controller: string;
  ir: string | null;
  registeredAt: Date;
  expiry: Date | null;
}

/** The document of the `n`-th record, as text, and its legal basis. */
export function documentOf(n: number, { controller, ir, registeredAt, expiry }: DocumentFields) {
  const template = templates[n % templates.length];
  if (!template) throw new Error('there is no template');
  const { 'record-metadata': metadata, processing, 'access-event': event } = template;
  const { 'controller-arrangement': arrangement } = metadata;
  const controllers = arrangement.controllers.map((each) => ({ ...each, name: controller }));
  const document = {
    ...template,
    'record-metadata': {
      ...metadata,
      'controller-arrangement': { ...arrangement, controllers },
      'identity-record-ref': ir,
    },
    'access-event': {
      ...event,
      'registered-at': registeredAt.toISOString(),
      expiry: expiry?.toISOString() ?? null,
      'controller-reference': `CRM-${n}`,
    },
  };
  return { basis: processing['legal-basis'], text: JSON.stringify(document) };
}
