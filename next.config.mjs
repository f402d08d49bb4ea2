import path from 'node:path';
import { fileURLToPath } from 'node:url';
import createNextIntlPlugin from 'next-intl/plugin';

const root = path.dirname(fileURLToPath(import.meta.url));
const withNextIntl = createNextIntlPlugin('./app/i18n/request.ts');

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  turbopack: {
    root,
    rules: {
      '*.ts': {
        condition: { query: '?page-script' },
        loaders: [path.join(root, 'scripts/build/page-script-loader.mjs')],
        as: '*.js',
      },
    },
  },
  // The server that stands before it does that, when it has taken out what a page does not need.
  compress: false,
  // A register under test shows few of its pages, and loading all of them is a quarter of its start.
  experimental: { preloadEntriesOnStart: process.env.APP_ENV !== 'test' },
  // Type checks are a step of their own in `npm test`.
  typescript: { ignoreBuildErrors: true },
  // These load WebAssembly, workers or files beside themselves, which a bundle would lose.
  serverExternalPackages: [
    '@electric-sql/pglite',
    '@react-email/render',
    'fs-native-extensions',
    'nodemailer',
    'pg',
    'pg-boss',
    'pglite-prisma-adapter',
    'pino',
    'prom-client',
  ],
};

export default withNextIntl(config);
