import { canonicalDigest } from '@/lib/platform/canonical-json';
import type { Evidence } from './dto';

/** The `evidence-digest` of evidence: SHA-256, base64url, of its RFC 8785 form. */
export function evidenceDigestOf(evidence: Evidence): string {
  return canonicalDigest(evidence);
}
