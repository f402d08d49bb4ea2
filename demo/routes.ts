import { registerAccess, registerMore, returnFromRegister, showAttempt } from './attempts';
import { lookUpMeter, reidentifyMeter, showMeter, showStart } from './by-meter-number';
import type { AskerId, DataUserId } from './companies';
import { checkAccessKey, showGridline } from './gridline';
import type { DemoRequest, Reply } from './http';
import {
  createCustomer,
  findCustomer,
  reidentifyCustomer,
  showCustomer,
  showEndings,
  showNorthwind,
  startEnding,
} from './northwind';
import { homePage } from './views/home';
import {
  askHousehold,
  listAccesses,
  lookUpHousehold,
  showHousehold,
  showHouseholdAttempt,
  showVoice,
  showWithdrawal,
  withdrawAccess,
} from './voice';

type Handler = (request: DemoRequest) => Reply | Promise<Reply>;
type Route = readonly [method: 'GET' | 'POST', pattern: string, handler: Handler];

const ROUTES: readonly Route[] = [
  ['GET', '/', ({ demo }) => homePage(demo)],

  ['GET', '/northwind', showNorthwind],
  ['POST', '/northwind/customers', createCustomer],
  ['POST', '/northwind/find', findCustomer],
  ['GET', '/northwind/customers/:ir', showCustomer],
  ['POST', '/northwind/customers/:ir/re-identify', reidentifyCustomer],
  ['GET', '/northwind/endings', showEndings],
  ['POST', '/northwind/endings', startEnding],
  ...returnRoutes('northwind'),
  ...attemptRoutes('northwind'),

  ...meterRoutes('brightmeter'),
  ...meterRoutes('solara'),
  ['POST', '/solara/attempts/:tokenRef/more', (r) => registerMore(r, r.demo.solara)],

  ['GET', '/gridline', showGridline],
  ['POST', '/gridline/check', checkAccessKey],

  ['GET', '/voice', showVoice],
  ['POST', '/voice/look-up', lookUpHousehold],
  ['GET', '/voice/meter', showHousehold],
  ['POST', '/voice/ask', askHousehold],
  ['GET', '/voice/attempts/:tokenRef', showHouseholdAttempt],
  ['POST', '/voice/attempts/:tokenRef/list', listAccesses],
  ['GET', '/voice/attempts/:tokenRef/accesses/:number', showWithdrawal],
  ['POST', '/voice/attempts/:tokenRef/accesses/:number', withdrawAccess],
  ...returnRoutes('voice'),
];

export type Match = {
  readonly handler: Handler;
  readonly params: Readonly<Record<string, string>>;
};

/** The handler of a path; `allow` names the methods when only the method is wrong. */
export function findRoute(method: string, path: string): Match | { readonly allow: string[] } {
  const allow: string[] = [];
  for (const [routeMethod, pattern, handler] of ROUTES) {
    const params = matchPath(pattern, path);
    if (params === null) continue;
    if (routeMethod === method) return { handler, params };
    allow.push(routeMethod);
  }
  return { allow };
}

/** Where the customer comes back to, after a passkey and after a mail. */
function returnRoutes(id: AskerId): Route[] {
  return [
    ['GET', `/${id}/return`, (r) => returnFromRegister(r, r.demo[id], false)],
    ['GET', `/${id}/mail-return`, (r) => returnFromRegister(r, r.demo[id], true)],
  ];
}

/** A company that asks whoever lives at a meter point. */
function meterRoutes(id: DataUserId): Route[] {
  return [
    ['GET', `/${id}`, (r) => showStart(r, r.demo[id])],
    ['POST', `/${id}/look-up`, (r) => lookUpMeter(r, r.demo[id])],
    ['GET', `/${id}/meter`, (r) => showMeter(r, r.demo[id])],
    ['POST', `/${id}/reidentify`, (r) => reidentifyMeter(r, r.demo[id])],
    ...returnRoutes(id),
    ...attemptRoutes(id),
  ];
}

/** The page of one re-identification by a Data User, which ends in an access record. */
function attemptRoutes(id: DataUserId): Route[] {
  return [
    ['GET', `/${id}/attempts/:tokenRef`, (r) => showAttempt(r, r.demo[id])],
    ['POST', `/${id}/attempts/:tokenRef/access`, (r) => registerAccess(r, r.demo[id])],
  ];
}

function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = value;
    else if (part !== value) return null;
  }
  return params;
}
