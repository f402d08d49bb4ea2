import { z } from 'zod';
import { isPlaceholder } from './placeholder';
import { processWide } from './process-wide';
import { suppliersSchema, type Supplier } from './supplier-setting';
import { urlSchema } from './url-schema';

const appEnvs = ['production', 'demo', 'development', 'test'] as const;

const originSchema = urlSchema(['https:', 'http:']).refine(
  (value) => URL.parse(value)?.origin === value,
  'must be an origin, without a path',
);

/** Where people reach somebody, as the link that a page shows. */
const contactSchema = z
  .string()
  .regex(/^(?:https:\/\/|mailto:|tel:)\S+$/, 'must start with https://, mailto: or tel:');

/** A number to ring, as people write it: `0800 123 4567`, `+44 (0)29 2018 0000`. */
const phoneSchema = z
  .string()
  .trim()
  .regex(/^\+?\d[\d ()-]{1,28}\d$/, 'must be a telephone number as people write it');

const flag = z.enum(['0', '1'], 'must be 0 or 1').transform((value) => value === '1');

/** What the register is called in each of its languages, where the settings say nothing else. */
const REGISTER_NAMES = { en: 'Central Access Register', cy: 'Y Gofrestr Fynediad Ganolog' };

/** A process with fewer would wait for itself. */
const CONNECTIONS_OF_A_WORKER = 6;

const settings = z.object({
  APP_ENV: z.enum(appEnvs, `must be one of ${appEnvs.join(', ')}`),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  ORIGIN: originSchema.optional(),
  API_ORIGIN: originSchema.optional(),
  PORTAL_ORIGIN: originSchema.optional(),
  RP_ID: z
    .string()
    .regex(/^[a-z0-9.-]+$/, 'must be a host name in lower case')
    .optional(),
  RP_NAME: z.string().min(1).max(64).default(REGISTER_NAMES.en),
  RP_NAME_CY: z.string().min(1).max(64).optional(),
  DATABASE_URL: urlSchema(['postgres:', 'postgresql:']).optional(),
  DATABASE_CONNECTIONS: z.coerce.number().int().min(CONNECTIONS_OF_A_WORKER).default(60),
  WORKERS: z.coerce.number().int().min(1).max(999).default(1),
  WORKER: z.coerce.number().int().min(1).optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  RESEND_API_KEY: z.string().min(1).optional(),
  RESEND_BASE_URL: urlSchema(['https:', 'http:']).optional(),
  SMTP_URL: urlSchema(['smtp:', 'smtps:']).optional(),
  MAIL_FROM: z.string().min(3).default('Central Access Register <no-reply@central.consent>'),
  OPERATOR_NAME: z.string().trim().min(1).max(100).optional(),
  OPERATOR_CONTACT: contactSchema.optional(),
  OPERATOR_PHONE: phoneSchema.optional(),
  OPERATOR_EMAIL: z.email().default('operator@central.consent'),
  SECURITY_CONTACT: contactSchema.optional(),
  METRICS_TOKEN: z
    .string()
    .regex(/^[A-Za-z0-9._~+/-]{16,}=*$/, 'must be at least 16 letters, digits or ._~+/-')
    .optional(),
  BOOTSTRAP_ADMIN_ID: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,64}$/)
    .optional(),
  BOOTSTRAP_ADMIN_SECRET: z.string().min(8, 'must have at least 8 characters').optional(),
  KEY_RING: z.string().min(2).optional(),
  KEY_RING_FILE: z.string().min(1).optional(),
  ALLOW_LOOPBACK_WEBHOOKS: flag.default(false),
  RATE_LIMIT_SCALE: z.coerce.number().positive('must be a positive number').default(1),
  EVIDENCE_YEARS: z.coerce.number().int().min(1).max(100).default(6),
  SWEEP_INTERVAL_S: z.coerce.number().int().min(1).default(60),
  DEMO_DATA: flag.optional(),
  SUPPLIERS: suppliersSchema.optional(),
  TRUSTED_PROXY_HOPS: z.coerce.number().int().min(0).max(10).default(0),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

type Settings = z.infer<typeof settings>;

/** Every setting, defaults applied; docs/runbook.md#settings has their meaning. */
export interface Env extends Omit<
  Settings,
  'ORIGIN' | 'RP_ID' | 'RP_NAME_CY' | 'DEMO_DATA' | 'SUPPLIERS'
> {
  ORIGIN: string;
  RP_ID: string;
  RP_NAME_CY: string;
  DEMO_DATA: boolean;
  SUPPLIERS: Supplier[];
}

export class SettingsError extends Error {
  constructor(problems: string[]) {
    super(`The settings do not allow a start:\n${problems.map((p) => `  ${p}`).join('\n')}`);
    this.name = 'SettingsError';
  }
}

function productionProblems(value: Settings): string[] {
  const problems: string[] = [];
  if (!value.ORIGIN?.startsWith('https://')) {
    problems.push('ORIGIN: production needs one that starts with https://');
  }
  if (!value.RP_ID) problems.push('RP_ID: production needs it; it can never change afterwards');
  for (const name of ['API_ORIGIN', 'PORTAL_ORIGIN'] as const) {
    if (value[name]?.startsWith('http://')) {
      problems.push(`${name}: production needs one that starts with https://`);
    }
  }
  for (const name of ['OPERATOR_NAME', 'OPERATOR_CONTACT'] as const) {
    if (!value[name]) problems.push(`${name}: production needs it; every page shows it`);
  }
  if (!value.KEY_RING && !value.KEY_RING_FILE) {
    problems.push('KEY_RING or KEY_RING_FILE: production generates no keys of its own');
  }
  if (!value.RESEND_API_KEY && !value.SMTP_URL) {
    problems.push('RESEND_API_KEY or SMTP_URL: production has no outbox');
  }
  if (value.ALLOW_LOOPBACK_WEBHOOKS) problems.push('ALLOW_LOOPBACK_WEBHOOKS: not in production');
  if (value.DEMO_DATA) problems.push('DEMO_DATA: not in production');
  if (value.SUPPLIERS?.some(({ issuer }) => !issuer.startsWith('https:'))) {
    problems.push('SUPPLIERS: production needs issuers that start with https://');
  }
  return problems;
}

/** An example of a setting that was copied and not filled in: everybody knows that secret. */
function placeholderProblems(given: Record<string, string | undefined>): string[] {
  return Object.keys(settings.shape)
    .filter((name) => isPlaceholder(given[name] ?? ''))
    .map((name) => `${name}: still holds the value of an example; production needs a real one`);
}

function rpIdProblem(origin: string, rpId: string): string[] {
  const host = new URL(origin).hostname;
  const fits = host === rpId || (host.endsWith(`.${rpId}`) && rpId.includes('.'));
  return fits ? [] : [`RP_ID: ${rpId} is neither the host of ORIGIN nor a parent domain of it`];
}

/** A request names a host and no scheme, so two origins of one host could not be distinguished. */
function namesProblem(origin: string, { API_ORIGIN, PORTAL_ORIGIN }: Settings): string[] {
  const hosts = [new URL(origin).host];
  const problems: string[] = [];
  for (const [name, value] of Object.entries({ API_ORIGIN, PORTAL_ORIGIN })) {
    if (value === undefined) continue;
    const { host } = new URL(value);
    if (hosts.includes(host)) problems.push(`${name}: its host has another name's place already`);
    hosts.push(host);
  }
  return problems;
}

function connectionsProblem({ WORKERS: workers, DATABASE_CONNECTIONS: given }: Settings): string[] {
  const needed = workers * CONNECTIONS_OF_A_WORKER;
  return given >= needed
    ? []
    : [`DATABASE_CONNECTIONS: ${workers} WORKERS need at least ${needed}`];
}

/** Reads the settings from `source`. @throws {SettingsError} naming every wrong setting. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  given.APP_ENV ??= given.NODE_ENV === 'production' ? 'production' : 'development';
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    throw new SettingsError(
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    );
  }
  const value = parsed.data;
  const origin = value.ORIGIN ?? `http://localhost:${value.PORT}`;
  const rpId = value.RP_ID ?? new URL(origin).hostname;
  const problems = [
    ...(value.APP_ENV === 'production'
      ? [...productionProblems(value), ...placeholderProblems(given)]
      : []),
    ...rpIdProblem(origin, rpId),
    ...namesProblem(origin, value),
    ...connectionsProblem(value),
    ...(Boolean(value.OPERATOR_NAME) === Boolean(value.OPERATOR_CONTACT) ||
    value.APP_ENV === 'production'
      ? []
      : ['OPERATOR_NAME and OPERATOR_CONTACT: both or neither']),
    ...(value.OPERATOR_PHONE && !value.OPERATOR_NAME
      ? ['OPERATOR_PHONE: needs OPERATOR_NAME, which says whom it reaches']
      : []),
    ...(Boolean(value.BOOTSTRAP_ADMIN_ID) === Boolean(value.BOOTSTRAP_ADMIN_SECRET)
      ? []
      : ['BOOTSTRAP_ADMIN_ID and BOOTSTRAP_ADMIN_SECRET: both or neither']),
  ];
  if (problems.length > 0) throw new SettingsError(problems);
  return {
    ...value,
    ORIGIN: origin,
    RP_ID: rpId,
    DEMO_DATA: value.DEMO_DATA ?? value.APP_ENV === 'demo',
    SUPPLIERS: value.SUPPLIERS ?? [],
    RP_NAME_CY:
      value.RP_NAME_CY ?? (value.RP_NAME === REGISTER_NAMES.en ? REGISTER_NAMES.cy : value.RP_NAME),
  };
}

/** The settings of this process, read once. */
export function env(): Env {
  return processWide('env', () => readEnv(process.env));
}

export function isProduction(): boolean {
  return env().APP_ENV === 'production';
}
