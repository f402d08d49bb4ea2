import { expect, test } from 'vitest';
import type { AccessDocument } from './dto';
import { whoAnswers } from './who-answers';

const controlledBy = (...controllers: { name: string; role: string }[]) =>
  ({
    'record-metadata': { 'controller-arrangement': { controllers } },
  }) as unknown as AccessDocument;

test('the lead comes first, wherever it stands in the record', () => {
  const document = controlledBy(
    { name: 'Brightmeter', role: 'joint' },
    { name: 'Green Homes', role: 'lead' },
  );
  const { controllers, through } = whoAnswers(document, 'Green Homes');
  expect(controllers.map(({ name }) => name)).toEqual(['Green Homes', 'Brightmeter']);
  expect(through).toBeNull();
});

test.each([
  'Northwind Energy',
  'NORTHWIND ENERGY',
  ' Northwind   Energy',
  'Ｎorthwind\u00a0Energy',
])('a Data User acts for itself where the controller is written %j', (name) => {
  const document = controlledBy({ name, role: 'sole' });
  expect(whoAnswers(document, 'Northwind Energy').through).toBeNull();
});

test('a Data User of another name acts for the controller, though it is one of the others', () => {
  const document = controlledBy(
    { name: 'Northwind Holdings', role: 'lead' },
    { name: 'Northwind Energy', role: 'member' },
  );
  expect(whoAnswers(document, 'Northwind Energy').through).toBe('Northwind Energy');
});
