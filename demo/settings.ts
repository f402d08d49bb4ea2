import type { AskerId } from './companies';
import type { SupplierClient } from './supplier/configuration';

export type Credentials = { readonly accountId: string; readonly secretKey: string };

export type DemoSettings = {
  /** 0 takes a free port. */
  readonly port: number;
  /** Where a browser finds the register. */
  readonly registerOrigin: string;
  /** Where this server finds the register's API, when that differs. */
  readonly apiOrigin: string;
  readonly credentials: Readonly<Record<AskerId, Credentials>>;
};

export type DemoOptions = {
  readonly port?: number | undefined;
  readonly registerOrigin?: string | undefined;
  readonly apiOrigin?: string | undefined;
  readonly credentials?: Partial<Record<AskerId, Credentials>> | undefined;
};

const DEFAULT_CREDENTIALS: Record<AskerId, Credentials> = {
  northwind: { accountId: 'northwind-energy', secretKey: 'demo-secret-northwind' },
  brightmeter: { accountId: 'brightmeter', secretKey: 'demo-secret-brightmeter' },
  solara: { accountId: 'solara-homes', secretKey: 'demo-secret-solara' },
  voice: { accountId: 'household-voice', secretKey: 'demo-secret-voice' },
};

export function completeSettings(options: DemoOptions): DemoSettings {
  const registerOrigin = requireOrigin(options.registerOrigin ?? 'http://localhost:3000');
  return {
    port: options.port ?? 4000,
    registerOrigin,
    apiOrigin: requireOrigin(options.apiOrigin ?? registerOrigin),
    credentials: { ...DEFAULT_CREDENTIALS, ...options.credentials },
  };
}

/** The environment is read in this file alone. */
export function readSettings(env: NodeJS.ProcessEnv = process.env): DemoSettings {
  return completeSettings({
    port: requirePort('DEMO_PORT', env['DEMO_PORT']),
    registerOrigin: env['REGISTER_ORIGIN'],
    apiOrigin: env['REGISTER_API_ORIGIN'],
    credentials: {
      northwind: {
        accountId: env['NORTHWIND_ACCOUNT_ID'] ?? DEFAULT_CREDENTIALS.northwind.accountId,
        secretKey: env['NORTHWIND_SECRET_KEY'] ?? DEFAULT_CREDENTIALS.northwind.secretKey,
      },
      brightmeter: {
        accountId: env['BRIGHTMETER_ACCOUNT_ID'] ?? DEFAULT_CREDENTIALS.brightmeter.accountId,
        secretKey: env['BRIGHTMETER_SECRET_KEY'] ?? DEFAULT_CREDENTIALS.brightmeter.secretKey,
      },
      solara: {
        accountId: env['SOLARA_ACCOUNT_ID'] ?? DEFAULT_CREDENTIALS.solara.accountId,
        secretKey: env['SOLARA_SECRET_KEY'] ?? DEFAULT_CREDENTIALS.solara.secretKey,
      },
      voice: {
        accountId: env['VOICE_ACCOUNT_ID'] ?? DEFAULT_CREDENTIALS.voice.accountId,
        secretKey: env['VOICE_SECRET_KEY'] ?? DEFAULT_CREDENTIALS.voice.secretKey,
      },
    },
  });
}

/** The id, in the register's `SUPPLIERS`, of the supplier that this process plays. */
const SUPPLIER_ID = 'northwind';

/** The demo supplier's settings; null where the register is given none by `npm run demo`. */
export function readSupplierSettings(
  env: NodeJS.ProcessEnv = process.env,
): (SupplierClient & { readonly port: number }) | null {
  const port = requirePort('DEMO_SUPPLIER_PORT', env['DEMO_SUPPLIER_PORT']);
  const clientSecret = env['DEMO_SUPPLIER_SECRET'];
  if (port === undefined || clientSecret === undefined) return null;
  const { registerOrigin } = readSettings(env);
  const callbackUrl = `${registerOrigin}/portal/supplier/callback/${SUPPLIER_ID}`;
  return { port, clientId: 'register', clientSecret, callbackUrl };
}

function requirePort(name: string, value: string | undefined): number | undefined {
  if (value === undefined || value === '') return undefined;
  const port = Number(value);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`${name} must be a port number, not "${value}"`);
  }
  return port;
}

function requireOrigin(value: string): string {
  if (!URL.canParse(value)) throw new Error(`"${value}" is not the origin of a register`);
  return new URL(value).origin;
}
