import { randomInt } from 'node:crypto';
import type { NewIdentityRecord } from 'central-access-register-client';
import type { Ending } from './attempt';
import { findEnding } from './attempt';
import type { DemoRequest } from './http';

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

/** The form of a new customer, as typed. */
export type NewCustomer = {
  readonly mpxn: string;
  readonly email: string;
  readonly moveInDate: string;
  readonly addressLine1: string;
  readonly townCity: string;
  readonly postcode: string;
  readonly ending: Ending;
};

export function sampleCustomer(): NewCustomer {
  return {
    mpxn: freshMeterNumber(),
    email: 'customer@example.com',
    moveInDate: new Date(Date.now() - YEAR_MS).toISOString().slice(0, 10),
    addressLine1: '1 Sample Street',
    townCity: 'Cardiff',
    postcode: 'CF10 1AA',
    ending: 'bound',
  };
}

export function readNewCustomer(request: DemoRequest): NewCustomer {
  return {
    mpxn: request.field('mpxn'),
    email: request.field('email'),
    moveInDate: request.field('move-in-date'),
    addressLine1: request.field('address-line-1'),
    townCity: request.field('town-city'),
    postcode: request.field('postcode'),
    ending: findEnding(request.field('ending')) ?? 'bound',
  };
}

/** The body of `POST /identity-records`, without the fields that start an enrolment. */
export function identityRecordBody(customer: NewCustomer, now: Date): NewIdentityRecord {
  const { addressLine1, townCity, postcode } = customer;
  const hasAddress = [addressLine1, townCity, postcode].some((line) => line !== '');
  return {
    'pii-principal': {
      mpxn: customer.mpxn,
      'move-in-date': customer.moveInDate,
      ...(hasAddress ? { address: { addressLine1, townCity, postcode } } : {}),
    },
    'expressed-by': 'data-subject',
    'principal-verification': {
      method: 'Signed in to a Northwind Energy account',
      'verified-at': now.toISOString(),
      outcome: 'verified',
      'verified-against': 'Customer account',
    },
    ...(customer.email === '' ? {} : { email: customer.email }),
  };
}

/** Thirteen digits in the shape of an MPAN. */
function freshMeterNumber(): string {
  const digits = Array.from({ length: 11 }, () => randomInt(10)).join('');
  return `${randomInt(10, 24)}${digits}`;
}
