import { roleNames, type RoleName } from './roles';

export interface Endpoint {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  /** Who may call with a bearer token; null when none is required. */
  roles: readonly RoleName[] | null;
}

const ir = '/v1/identity-records/ir_000000000000000000000000';
const ak = '/v1/access-records/ak_000000000000000000000000';
const account = '/v1/admin/accounts/nobody-here';
const webhook = '/v1/webhooks/wid_000000000000000000000000';
const asking: RoleName[] = ['data_user', 'portal'];

/** Every call of the contract served so far, on ids that exist nowhere. */
export const endpoints: readonly Endpoint[] = [
  { method: 'GET', path: '/v1/auth/token', roles: null },
  { method: 'GET', path: '/v1/openapi.json', roles: null },
  { method: 'GET', path: '/v1/identity-records', roles: ['data_user'] },
  { method: 'POST', path: '/v1/identity-records', roles: ['data_user'] },
  { method: 'GET', path: ir, roles: ['data_user'] },
  { method: 'DELETE', path: ir, roles: ['data_user'] },
  {
    method: 'DELETE',
    path: `${ir}/credentials/cred_000000000000000000000000`,
    roles: ['data_user'],
  },
  { method: 'POST', path: `${ir}/re-identify`, roles: ['data_user'] },
  {
    method: 'GET',
    path: `${ir}/re-identify/mlr_000000000000000000000000`,
    roles: ['data_user'],
  },
  { method: 'GET', path: '/v1/identity-records/exists', roles: asking },
  { method: 'POST', path: '/v1/identity-records/reidentify', roles: asking },
  {
    method: 'GET',
    path: '/v1/identity-records/reidentify/mlr_000000000000000000000000',
    roles: asking,
  },
  { method: 'POST', path: '/v1/access-records', roles: ['data_user'] },
  { method: 'GET', path: ak, roles: null },
  { method: 'GET', path: `${ak}/receipt`, roles: ['data_user'] },
  { method: 'GET', path: `${ak}/releases`, roles: ['data_user'] },
  { method: 'GET', path: '/v1/releases', roles: ['data_provider'] },
  { method: 'GET', path: '/v1/release-changes', roles: ['data_provider'] },
  { method: 'PUT', path: ak, roles: ['data_user'] },
  { method: 'DELETE', path: ak, roles: ['data_user', 'portal', 'admin'] },
  { method: 'GET', path: '/v1/records', roles: ['data_user'] },
  {
    method: 'GET',
    path: '/v1/meter-points/x/access-records',
    roles: asking,
  },
  {
    method: 'GET',
    path: '/v1/data-users/duid_nobody',
    roles: ['data_provider', 'data_user', 'admin'],
  },
  { method: 'POST', path: '/v1/discovered-access', roles: ['dcc'] },
  { method: 'POST', path: '/v1/cot-events', roles: ['dcc'] },
  { method: 'POST', path: '/v1/cot-events/withdrawals', roles: ['dcc'] },
  { method: 'GET', path: '/v1/webhooks', roles: ['data_user'] },
  { method: 'POST', path: '/v1/webhooks', roles: ['data_user'] },
  { method: 'PATCH', path: webhook, roles: ['data_user'] },
  { method: 'DELETE', path: webhook, roles: ['data_user'] },
  { method: 'GET', path: `${webhook}/deliveries`, roles: ['data_user'] },
  {
    method: 'POST',
    path: `${webhook}/deliveries/evt_000000000000000000000000/replay`,
    roles: ['data_user'],
  },
  { method: 'POST', path: `${webhook}/test`, roles: ['data_user'] },
  { method: 'GET', path: '/v1/self', roles: roleNames },
  { method: 'PUT', path: '/v1/self/redirect-urls', roles: roleNames },
  { method: 'POST', path: '/v1/self/rotate-secret', roles: roleNames },
  { method: 'GET', path: '/v1/self/audit', roles: roleNames },
  { method: 'GET', path: '/v1/admin/stats', roles: ['admin'] },
  {
    method: 'POST',
    path: '/v1/admin/identity-records/ir_000000000000000000000000/void',
    roles: ['admin'],
  },
  { method: 'GET', path: '/v1/admin/records', roles: ['admin'] },
  { method: 'GET', path: '/v1/admin/audit', roles: ['admin'] },
  { method: 'GET', path: '/v1/admin/webhooks', roles: ['admin'] },
  { method: 'GET', path: '/v1/admin/accounts', roles: ['admin'] },
  { method: 'POST', path: '/v1/admin/accounts', roles: ['admin'] },
  { method: 'PATCH', path: account, roles: ['admin'] },
  { method: 'POST', path: `${account}/suspend`, roles: ['admin'] },
  { method: 'POST', path: `${account}/reactivate`, roles: ['admin'] },
  { method: 'POST', path: `${account}/terminate`, roles: ['admin'] },
];

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** Each path with what `Allow` says of it, and the methods it does not answer. */
export function pathsWithMethods() {
  return [...new Set(endpoints.map(({ path }) => path))].map((path) => {
    const offered = methods.filter((method) =>
      endpoints.some((endpoint) => endpoint.path === path && endpoint.method === method),
    );
    const allow = offered.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
    const refused = [...methods, 'HEAD'].filter((method) => !allow.includes(method));
    return { path, allow: [...allow, 'OPTIONS'], refused };
  });
}
