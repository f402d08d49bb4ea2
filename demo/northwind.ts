import { RegisterError } from 'central-access-register-client';
import {
  keepAttempt,
  nextLocation,
  refreshAttempt,
  requireEnding,
  requireMethod,
} from './attempts';
import type { Attempt } from './attempt';
import { VisitorError, type DemoRequest, type Reply } from './http';
import {
  identityRecordBody,
  readNewCustomer,
  sampleCustomer,
  type NewCustomer,
} from './new-customer';
import { proposedAccess } from './proposed-access';
import { endingsPage } from './views/endings';
import { customerPage, northwindPage, type NorthwindParts } from './views/northwind';

/** The page of endings asks the register about so many unsettled sessions at most. */
const MAX_REFRESHED = 5;

/** What each button of the page of endings starts, and whether the visitor goes there at once. */
const STARTS: Readonly<Record<string, { ending: 'register' | 'return'; isOpened: boolean }>> = {
  confirmed: { ending: 'register', isOpened: true },
  declined: { ending: 'register', isOpened: true },
  'declined-return': { ending: 'return', isOpened: true },
  expired: { ending: 'register', isOpened: false },
  'expired-return': { ending: 'return', isOpened: false },
};

export function showNorthwind(request: DemoRequest): Reply {
  return northwindPage(northwindParts(request, {}));
}

export async function createCustomer(request: DemoRequest): Promise<Reply> {
  const form = readNewCustomer(request);
  try {
    if (request.field('enrol') === 'no') return await createWithoutPasskey(request, form);
    const attempt = await startEnrolment(request, form, form.ending);
    return { location: nextLocation(request.demo.northwind, attempt) };
  } catch (error) {
    // What the customer can mend is shown beside the form, with all they typed.
    if (!(error instanceof RegisterError) || error.status !== 400) throw error;
    return northwindPage(northwindParts(request, { form, refusal: error }));
  }
}

export async function findCustomer(request: DemoRequest): Promise<Reply> {
  const { northwind } = request.demo;
  const mpxn = request.field('find-mpxn');
  const found = await northwind.api.findIdentityRecords(mpxn);
  for (const ir of found) northwind.customers.add({ ir, mpxn });
  if (found.length > 0) return { location: `/northwind/customers/${found[0] ?? ''}` };
  const notice = `Northwind Energy has no customer with meter number ${mpxn}.`;
  return northwindPage(northwindParts(request, { notice }));
}

export async function showCustomer(request: DemoRequest): Promise<Reply> {
  const { northwind } = request.demo;
  const customer = requireCustomer(request);
  return customerPage(request.demo, customer, await northwind.api.readIdentityRecord(customer.ir));
}

export async function reidentifyCustomer(request: DemoRequest): Promise<Reply> {
  const { northwind } = request.demo;
  const customer = requireCustomer(request);
  const { ir } = customer;
  const ending = requireEnding(request.field('ending'));
  const method = requireMethod(request);
  const proposed = proposedAccess('northwind', new Date());
  const started = await northwind.api.reidentify({ ir }, { method, ending, proposed });
  const about = { ...customer, ending, proposed };
  const attempt = keepAttempt(request.session(northwind), started, about);
  return { location: nextLocation(northwind, attempt) };
}

export async function showEndings(request: DemoRequest): Promise<Reply> {
  const { northwind } = request.demo;
  const attempts = request.session(northwind).newestFirst();
  const open = attempts.filter(
    ({ ending, result }) => ending !== 'bound' && result.status === 'pending',
  );
  await Promise.all(
    open.slice(0, MAX_REFRESHED).map((attempt) => refreshAttempt(northwind, attempt)),
  );
  return endingsPage(request.demo, attempts, new Date());
}

export async function startEnding(request: DemoRequest): Promise<Reply> {
  const { northwind } = request.demo;
  const start = STARTS[request.field('start')];
  if (start === undefined) throw new VisitorError(400, 'Please choose one of the endings.');
  const attempt = await startEnrolment(request, sampleCustomer(), start.ending);
  return {
    location: start.isOpened
      ? nextLocation(northwind, attempt)
      : '/northwind/endings#expired-heading',
  };
}

async function createWithoutPasskey(request: DemoRequest, form: NewCustomer): Promise<Reply> {
  const { northwind } = request.demo;
  const { ir } = await northwind.api.createIdentityRecord(
    identityRecordBody(form, new Date()),
    null,
  );
  northwind.customers.add({ ir, mpxn: form.mpxn });
  return { location: `/northwind/customers/${ir}` };
}

async function startEnrolment(
  request: DemoRequest,
  form: NewCustomer,
  ending: string,
): Promise<Attempt> {
  const { northwind } = request.demo;
  const now = new Date();
  const asking = { ending: requireEnding(ending), proposed: proposedAccess('northwind', now) };
  const body = identityRecordBody(form, now);
  const { ir, attempt } = await northwind.api.createIdentityRecord(body, asking);
  const customer = { ir, mpxn: form.mpxn };
  northwind.customers.add(customer);
  if (attempt === null) throw new Error('a created record without the enrolment asked for');
  return keepAttempt(request.session(northwind), attempt, { ...customer, ...asking });
}

function requireCustomer(request: DemoRequest): { ir: string; mpxn: string } {
  const customer = request.demo.northwind.customers.find(request.param('ir'));
  if (customer === null) throw new VisitorError(404, 'Northwind Energy has no such customer here.');
  return customer;
}

function northwindParts(
  request: DemoRequest,
  special: Partial<Pick<NorthwindParts, 'form' | 'refusal' | 'notice'>>,
): NorthwindParts {
  const { demo } = request;
  return {
    demo,
    form: sampleCustomer(),
    customers: demo.northwind.customers.list(),
    attempts: request.session(demo.northwind).newestFirst(),
    refusal: null,
    notice: null,
    ...special,
  };
}
