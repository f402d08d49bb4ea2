import { expect, test } from 'vitest';
import { kindsOfChange, type Reach } from './reach';

const plain: Reach = {
  ak: 'ak_4f9d02c7a1b86e35d2f07c94',
  dataTypes: ['HH-CONSUMPTION', 'TARIFF-IMPORT'],
  registeredAt: new Date('2026-01-15T09:30:00Z'),
  expiry: null,
  isExempt: false,
  from: '2024-03-01',
  until: null,
};
const soon = new Date('2026-06-01T00:00:00Z');
const later = new Date('2026-07-01T00:00:00Z');

type Side = Partial<Reach>;

test.each<[what: string, before: Side, after: Side, kinds: string[]]>([
  ['nothing changes', {}, {}, []],
  ['a kind of data goes', {}, { dataTypes: ['HH-CONSUMPTION'] }, ['narrowed']],
  ['a kind of data comes', { dataTypes: ['HH-CONSUMPTION'] }, {}, []],
  [
    'one kind goes and another comes',
    {},
    { dataTypes: ['HH-CONSUMPTION', 'HH-EXPORT'] },
    ['narrowed'],
  ],
  ['it gets an end', {}, { expiry: soon }, ['narrowed']],
  ['it ends sooner', { expiry: later }, { expiry: soon }, ['narrowed']],
  ['it ends later', { expiry: soon }, { expiry: later }, []],
  ['it begins later', {}, { registeredAt: soon }, ['narrowed']],
  ['its customer’s time begins later', {}, { from: '2024-03-02' }, ['narrowed']],
  ['its customer’s time begins sooner', {}, { from: '2024-02-29' }, []],
  ['its customer’s time is not known any more', {}, { from: null, until: null }, ['narrowed']],
  ['its customer’s time becomes known', { from: null }, { until: '2026-05-01' }, []],
  ['a tenancy ends', {}, { until: '2026-05-01' }, ['tenancy_changed']],
  ['a tenancy ends sooner', { until: '2026-05-02' }, { until: '2026-05-01' }, ['tenancy_changed']],
  ['a tenancy ends later', { until: '2026-05-01' }, { until: '2026-05-02' }, ['tenancy_restored']],
  ['a tenancy does not end', { until: '2026-05-01' }, {}, ['tenancy_restored']],
  [
    'another tenancy follows',
    { until: '2026-05-01' },
    { from: '2026-05-01' },
    ['narrowed', 'tenancy_restored'],
  ],
  [
    'no tenancy binds it, and one ends',
    { isExempt: true },
    { isExempt: true, until: '2026-05-01' },
    [],
  ],
  ['a tenancy binds it from now on', { isExempt: true }, {}, ['narrowed']],
  [
    'a tenancy that has ended binds it from now on',
    { isExempt: true, until: '2026-05-01' },
    { until: '2026-05-01' },
    ['narrowed', 'tenancy_changed'],
  ],
])('where %s, %j to %j is %j', (_what, before, after, kinds) => {
  expect(kindsOfChange({ ...plain, ...before }, { ...plain, ...after })).toEqual(kinds);
});
