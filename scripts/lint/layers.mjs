/**
 * Who may lean on whom, as data for `import-x/no-restricted-paths`:
 *
 *   app → lib/http, lib/jobs → lib/<domain> → lib/db → lib/platform
 *
 * An import may skip layers downward and never points up; the domains among them stand on floors
 * (floors.mjs). Components know only components,
 * schemas and DTOs. The demo app is an outside company and knows nothing of the register.
 */
import { floorZones } from './floors.mjs';

const root = new URL('../..', import.meta.url).pathname;

const platform = './lib/platform/**';
const database = './lib/db/**';
const domains = './lib/!(platform|db|http|jobs)/**';
const http = './lib/http/**';
const jobs = './lib/jobs/**';
const pages = ['./app/**', './{proxy,instrumentation,instrumentation-*}.ts'];
const components = './components/**';
const client = './client/**';
const outside = './{e2e,bench,harness,demo,client,scripts}/**';

const message =
  'does not know that layer: app → lib/http, lib/jobs → lib/<domain> → lib/db → lib/platform.';

export const layerZones = [
  {
    target: platform,
    from: [database, domains, http, jobs, components, ...pages],
    message: `lib/platform ${message}`,
  },
  {
    target: database,
    from: [domains, http, jobs, components, ...pages],
    message: `lib/db ${message}`,
  },
  { target: domains, from: [http, jobs, components, ...pages], message: `A domain ${message}` },
  ...floorZones(),
  { target: http, from: [jobs, components, ...pages], message: `lib/http ${message}` },
  { target: jobs, from: [http, components, ...pages], message: `lib/jobs ${message}` },
  {
    target: components,
    from: ['./{app,lib,prisma}/**', './{proxy,instrumentation}.ts'],
    except: [`${root}lib/**/{schemas,dto}.ts`, `${root}lib/vocabulary/*.ts`],
    message: 'Components know only components, lib/vocabulary, lib/**/schemas and lib/**/dto.',
  },
  {
    target: ['./app/**', './lib/**', components, './!(*.config).ts'],
    from: [outside],
    message: 'The product does not know its tests, its scripts or the demo app.',
  },
  {
    target: './demo/**',
    from: ['./{app,lib,components,prisma,e2e,bench,harness,scripts}/**', './*.ts'],
    message: 'The demo app speaks to the register over HTTP only, as an outside company would.',
  },
  {
    target: client,
    from: ['./{app,lib,components,prisma,e2e,bench,harness,demo,scripts}/**', './*.ts'],
    message: 'The client is a package of its own: it knows the API’s document only.',
  },
  {
    target: './e2e/**',
    from: ['./bench/**'],
    message: 'What tests and benchmarks share is in harness.',
  },
  {
    target: './bench/**',
    from: ['./e2e/**'],
    message: 'What tests and benchmarks share is in harness.',
  },
  {
    target: './harness/**',
    from: ['./{e2e,bench}/**'],
    message: 'harness starts a register and speaks to it; it knows nothing of who uses it.',
  },
];

/** Which folders may import a vendor's packages. A package not listed may be used anywhere. */
const vendorHomes = [
  {
    packages: ['@prisma/*', 'pg', '@electric-sql/*', 'pglite-*', 'pg-boss', 'fs-native-extensions'],
    homes: ['lib/db'],
  },
  { packages: ['@simplewebauthn/server', '@simplewebauthn/server/*'], homes: ['lib/webauthn'] },
  { packages: ['@simplewebauthn/browser'], homes: ['components/webauthn'] },
  {
    packages: ['canonicalize', 'jose', 'jose/*', 'pino', 'pino/*', 'p-limit', 'ipaddr.js'],
    homes: ['lib/platform'],
  },
  { packages: ['prom-client'], homes: ['lib/platform/metrics'] },
  { packages: ['resend', 'nodemailer', 'nodemailer/*'], homes: ['lib/platform', 'lib/mail'] },
  { packages: ['@react-email/*'], homes: ['lib/mail'] },
  { packages: ['rate-limiter-flexible'], homes: ['lib/limits'] },
  { packages: ['next', 'next/*'], homes: ['app', 'components', 'lib/http', 'i18n'] },
  { packages: ['next-intl', 'next-intl/*'], homes: ['app', 'components', 'lib/mail', 'i18n'] },
  { packages: ['react-dom', 'react-dom/*'], homes: ['app', 'components'] },
  { packages: ['next-auth', 'next-auth/*'], homes: ['lib/sessions'] },
  { packages: ['openid-client', 'oauth4webapi'], homes: ['lib/suppliers'] },
  { packages: ['swagger-ui-dist', 'swagger-ui-dist/*'], homes: ['components/docs'] },
  { packages: ['d3-scale', 'd3-shape'], homes: ['components/console'] },
  { packages: ['uqr'], homes: ['components/receipts'] },
];

/** The entry files Next itself calls are part of the app layer. */
const nextEntryFiles = ['proxy.ts', 'instrumentation.ts', 'next.config.mjs', 'next.config.ts'];

const isWithin = (folder, home) => folder === home || folder.startsWith(`${home}/`);

function restrictedVendors(folder) {
  return vendorHomes
    .filter(({ homes }) => !homes.some((home) => isWithin(folder, home)))
    .map(({ packages, homes }) => ({
      // gitignore-style patterns; the leading slash keeps `pg` from matching `@/lib/pg`.
      group: packages.map((name) => `/${name}`),
      message: `Imported in ${homes.join(', ')} only.`,
    }));
}

const homeFolders = [...new Set(vendorHomes.flatMap(({ homes }) => homes))];

/** One config per home folder: a rule's options replace, so the deeper folder comes later. */
export const vendorConfigs = [
  {
    files: ['{app,lib,components,i18n}/**/*.{ts,tsx}'],
    rules: { 'no-restricted-imports': ['error', { patterns: restrictedVendors('') }] },
  },
  ...homeFolders
    .toSorted((a, b) => a.length - b.length)
    .map((folder) => ({
      files: [`${folder}/**/*.{ts,tsx}`],
      rules: { 'no-restricted-imports': ['error', { patterns: restrictedVendors(folder) }] },
    })),
  {
    files: nextEntryFiles,
    rules: { 'no-restricted-imports': ['error', { patterns: restrictedVendors('app') }] },
  },
];
