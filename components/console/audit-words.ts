import type { AuditEventType } from '@/lib/audit/dto';
import type { Option } from './fields';

/** What each kind of audit event says, to people. */
const auditWords: Record<AuditEventType, string> = {
  'account.created': 'Account created',
  'account.updated': 'Account changed',
  'account.suspended': 'Account suspended',
  'account.reactivated': 'Account reactivated',
  'account.terminated': 'Account terminated',
  'account.redirect-urls': 'Redirect URLs changed',
  'account.redirect-host': 'Redirect URL at a new host',
  'account.secret-rotated': 'Secret key rotated',
  'token.issued': 'Token issued',
  'identity-record.created': 'Identity record created',
  'identity-record.anonymised': 'Identity record anonymised',
  'identity-record.voided': 'Identity record voided',
  'identity-record.exists': 'Asked whether a customer exists',
  'identity-record.linked': 'Identity record linked to a person',
  'identity-record.parted': 'Identity record parted from a person',
  'reidentification.asked': 'Re-identification asked by meter point',
  'reidentification.started': 'Re-identification started',
  'reidentification.confirmed': 'Re-identification confirmed',
  'reidentification.declined': 'Re-identification declined',
  'reidentification.return-code': 'Return code given',
  'credential.registered': 'Passkey enrolled',
  'credential.removed': 'Passkey removed',
  'credential.proven': 'Passkey proven',
  'credential.counter': 'Passkey counted backwards',
  'credential.backup-eligibility': 'Passkey changed its kind',
  'credential.named': 'Passkey named',
  'email-proof.started': 'E-mail proof started',
  'email-proof.failed': 'E-mail proof failed',
  'email-proof.confirmed': 'E-mail proof confirmed',
  'portal.mail-asked': 'Portal: mail asked for',
  'portal.code-failed': 'Portal: wrong code',
  'portal.signed-in': 'Portal: signed in',
  'portal.signed-out': 'Portal: signed out',
  'portal.meter-point-chosen': 'Portal: meter point chosen',
  'portal.opened-first': 'Portal: meter point opened first',
  'portal.downloaded': 'Portal: records downloaded',
  'console.secret-proved': 'Console: secret key proved',
  'console.signed-in': 'Console: signed in',
  'console.signed-out': 'Console: signed out',
  'console.proved-again': 'Console: proved again',
  'console.passkey-added': 'Console: passkey added',
  'console.passkey-counter': 'Console: passkey counted backwards',
  'console.passkey-backup-eligibility': 'Console: passkey changed its kind',
  'console.passkeys-reset': 'Console: passkeys reset',
  'access-record.registered': 'Access record registered',
  'access-record.replaced': 'Access record replaced',
  'access-record.revoked': 'Access record revoked',
  'access-record.expired': 'Access record expired',
  'access-record.superseded': 'Discovered access superseded',
  'access-record.discovered': 'Access reported by the DCC',
  'meter-point.looked-up': 'Meter point looked up',
  'tenancy.changed': 'Change of tenancy reported',
  'webhook.created': 'Webhook created',
  'webhook.changed': 'Webhook changed',
  'webhook.secret-rotated': 'Webhook’s secret rotated',
  'webhook.disabled': 'Webhook disabled',
  'webhook.deleted': 'Webhook deleted',
  'webhook.replayed': 'Delivery replayed',
  'mail.sent': 'Mail sent',
  'mail.failed': 'Mail given up',
};

const byType = new Map<string, string>(Object.entries(auditWords));

/** The words of a type; none for one that this version does not know. */
export function auditWordsOf(type: string): string | undefined {
  return byType.get(type);
}

/** Types to choose from, in words with their code; one that was asked for is among them, whatever it is. */
export function auditTypeOptions(types: readonly string[], asked: string | undefined): Option[] {
  const all = asked === undefined || types.includes(asked) ? types : [...types, asked];
  return all.map((value) => {
    const words = auditWordsOf(value);
    return { value, label: words === undefined ? value : `${words} (${value})` };
  });
}
