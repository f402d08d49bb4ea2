const ak = 'ak_000000000000000000000000';
const ir = 'ir_000000000000000000000000';
const wid = 'wid_000000000000000000000000';

/** Every page of the operator's console that an address alone opens. */
export const adminPages = [
  '/admin',
  '/admin/accounts',
  '/admin/new-account',
  '/admin/accounts/nobody-here',
  '/admin/accounts/nobody-here/suspend',
  '/admin/accounts/nobody-here/reactivate',
  '/admin/accounts/nobody-here/terminate',
  '/admin/accounts/nobody-here/rotate-secret',
  '/admin/accounts/nobody-here/statutory',
  '/admin/accounts/nobody-here/decision-limit',
  '/admin/releases',
  '/admin/releases/nobody-here',
  '/admin/records',
  `/admin/records/${ak}`,
  `/admin/records/${ak}/hold`,
  `/admin/records/${ak}/lift-hold`,
  `/admin/records/${ak}/revoke`,
  '/admin/identity-records',
  `/admin/identity-records/${ir}/void`,
  '/admin/discovered',
  '/admin/tenancy',
  '/admin/webhooks',
  `/admin/webhooks/${wid}`,
  `/admin/webhooks/${wid}/disable`,
  '/admin/mail',
  '/admin/audit',
  '/admin/audit/check',
  '/admin/passkeys',
  '/admin/passkeys/add',
] as const;

/** Where a step is sensitive: it wants the passkey once more. */
export const sensitivePages = [
  '/admin/new-account',
  '/admin/accounts/nobody-here/terminate',
  '/admin/accounts/nobody-here/rotate-secret',
  '/admin/accounts/nobody-here/statutory',
  '/admin/accounts/nobody-here/decision-limit',
  `/admin/identity-records/${ir}/void`,
  `/admin/records/${ak}/hold`,
  `/admin/records/${ak}/lift-hold`,
  '/admin/passkeys/add',
] as const;

export const sensitiveActions = [
  '/admin/new-account/create',
  '/admin/accounts/nobody-here/terminate/confirm',
  '/admin/accounts/nobody-here/rotate-secret/confirm',
  '/admin/accounts/nobody-here/statutory/confirm',
  '/admin/accounts/nobody-here/decision-limit/confirm',
  `/admin/identity-records/${ir}/void/confirm`,
  `/admin/records/${ak}/hold/confirm`,
  `/admin/records/${ak}/lift-hold/confirm`,
] as const;

/** Where every form of the console is posted to, but for those of signing in. */
export const adminActions = [
  ...sensitiveActions,
  '/admin/accounts/nobody-here/change',
  '/admin/accounts/nobody-here/mail-limit',
  '/admin/accounts/nobody-here/suspend/confirm',
  '/admin/accounts/nobody-here/reactivate/confirm',
  `/admin/records/${ak}/revoke/confirm`,
  `/admin/webhooks/${wid}/disable/confirm`,
  '/admin/audit/check/part',
] as const;
