import { isProduction } from '@/lib/platform/env';

/** Pages whose forms end in a redirect to a Data User's return URL, which `form-action` judges too. */
const returning = /^\/(?:passkey|magic-link)(?:\/|$)/;

const offFeatures = [
  'accelerometer',
  'autoplay',
  'browsing-topics',
  'camera',
  'clipboard-read',
  'compute-pressure',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'identity-credentials-get',
  'keyboard-map',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'otp-credentials',
  'payment',
  'picture-in-picture',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'usb',
  'window-management',
  'xr-spatial-tracking',
];

const permissionsPolicy = [
  'publickey-credentials-get=(self)',
  'publickey-credentials-create=(self)',
  ...offFeatures.map((feature) => `${feature}=()`),
].join(', ');

function formAction(pathname: string): string {
  if (!returning.test(pathname)) return "form-action 'self'";
  const local = isProduction() ? '' : ' http://localhost:* http://127.0.0.1:*';
  return `form-action 'self' https:${local}`;
}

/** The Content-Security-Policy of one answer for the page `pathname`. */
export function contentSecurityPolicy(pathname: string, nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    formAction(pathname),
    ...(isProduction() ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
}

/**
 * Headers that every page carries beside its Content-Security-Policy (docs/ceremonies.md#headers-of-a-page).
 */
export function pageHeaders(pathname: string): Record<string, string> {
  return {
    'Cache-Control': 'no-store',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': permissionsPolicy,
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    // Browsers that know no frame-ancestors know this.
    'X-Frame-Options': 'DENY',
    ...(isProduction()
      ? { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' }
      : {}),
    ...(pathname === '/' ? {} : { 'X-Robots-Tag': 'noindex' }),
  };
}
