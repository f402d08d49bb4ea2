import { now } from '@/lib/platform/clock';
import { addFault, child, isAbsent, type RuleContext } from '@/lib/platform/unchecked-value';
import { refuseControllers } from '@/lib/vocabulary/arrangement-rules';
import { isConsentBasis, legalBases } from '@/lib/vocabulary/legal-bases';
import { MOST_RECORD_BYTES } from '@/lib/vocabulary/most-record-bytes';
import { refuseMissingNotices } from '@/lib/vocabulary/notice';

/** A consent names its notice, every other basis at most where its terms stand. */
function refuseTerms(value: unknown, context: RuleContext): void {
  const basis = legalBases.find((known) => known === child(value, 'legal-basis'));
  // What an unknown basis would need cannot be told.
  if (!basis) return;
  const isConsent = isConsentBasis(basis);
  const hasNotice = !isAbsent(child(value, 'notice'));
  const termsUrl = child(value, 'terms-url');
  if (isConsent && !hasNotice) addFault(context, ['notice'], `is required for ${basis}`);
  if (!isConsent && hasNotice) addFault(context, ['notice'], `must be null for ${basis}`);
  if (isConsent && !isAbsent(termsUrl) && termsUrl !== '') {
    addFault(context, ['terms-url'], `does not go with ${basis}, whose terms stand in notice`);
  }
}

/** Refuses a proposal that could not be registered as it stands (docs/api/proposals.md#what-a-proposal-holds). */
export function refuseProposal(value: unknown, context: RuleContext): void {
  refuseControllers(value, context);
  refuseTerms(value, context);
  refuseMissingNotices(value, child(value, 'controllers'), context);
  const expiry = child(value, 'expiry');
  if (typeof expiry === 'string' && Date.parse(expiry) <= now().getTime()) {
    addFault(context, ['expiry'], 'has passed');
  }
  if (Buffer.byteLength(JSON.stringify(value)) > MOST_RECORD_BYTES) {
    addFault(context, [], `is larger than ${MOST_RECORD_BYTES / 1024} KiB`);
  }
}
