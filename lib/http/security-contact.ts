import { formatDate, parseDate } from '@/lib/platform/calendar';
import { DAY_S, now, secondsFrom } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';

/** RFC 9116 wants it to be less than a year ahead. */
const VALID_DAYS = 180;

/** `security.txt` (RFC 9116): where to report a weakness. Always valid for half a year to come. */
export function securityContact(): string {
  const { ORIGIN, OPERATOR_EMAIL, SECURITY_CONTACT } = env();
  const expires = parseDate(formatDate(secondsFrom(now(), VALID_DAYS * DAY_S)));
  return [
    `Contact: ${SECURITY_CONTACT ?? `mailto:${encodeURI(OPERATOR_EMAIL)}`}`,
    `Expires: ${expires.toISOString()}`,
    'Preferred-Languages: en, cy',
    `Canonical: ${ORIGIN}/.well-known/security.txt`,
    '',
  ].join('\n');
}
