import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { describeFailures, describeSlowest } from './outcome.mjs';
import { readReport } from './read-report.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'register-report-'));
afterAll(() => rmSync(folder, { recursive: true }));

function written(report: unknown): string {
  const file = path.join(folder, 'api-embedded.json');
  writeFileSync(file, JSON.stringify(report));
  return file;
}

const allPassed = { passed: 3, skipped: 1, failures: [], files: [] };
const problems = (file: string, exitCode: number) =>
  readReport('vitest', file, exitCode).failures.map(({ detail }) => detail);

it('a run without a failure is what its report says', () => {
  expect(readReport('vitest', written(allPassed), 0)).toEqual(allPassed);
});

it('a run that ends badly though every test passed is a failure', () => {
  const [detail] = problems(written(allPassed), 1);
  expect(detail).toContain('ended with code 1');
});

it('a run without a report, or without a test, is a failure', () => {
  expect(problems(path.join(folder, 'none.json'), 0)[0]).toContain('wrote no report');
  expect(problems(written({ ...allPassed, passed: 0 }), 0)).toEqual(['no test ran']);
});

it('a part of the run may hold no test, as long as nothing went wrong', () => {
  const none = path.join(folder, 'none.json');
  const empty = { passed: 0, skipped: 0, failures: [], files: [] };
  expect(readReport('vitest', none, 0, { isPart: true })).toEqual(empty);
  expect(readReport('vitest', written(empty), 0, { isPart: true })).toEqual(empty);
  expect(readReport('vitest', none, 1, { isPart: true }).failures).toHaveLength(1);
});

it('a failed browser test is told by file, group and name', () => {
  const test = {
    status: 'unexpected',
    results: [{ duration: 2500, errors: [{ message: 'no button' }] }],
  };
  const spec = { file: 'journey.spec.ts', title: 'ends well', tests: [test] };
  const report = {
    stats: { expected: 2, unexpected: 1, flaky: 0, skipped: 0 },
    suites: [{ title: 'journey.spec.ts', suites: [{ title: 'a journey', specs: [spec] }] }],
    errors: [],
  };
  expect(readReport('playwright', written(report), 1)).toEqual({
    passed: 2,
    skipped: 0,
    files: [{ name: '[browser] e2e/browser/journey.spec.ts', seconds: 2.5 }],
    failures: [
      {
        title: '[browser] e2e/browser/journey.spec.ts: a journey > ends well',
        detail: 'no button',
      },
    ],
  });
});

it('a browser file took as long as all its tests together, second tries among them', () => {
  const attempt = { duration: 1500, errors: [] };
  const spec = (title: string, tries: number) => ({
    ...{ file: 'journey.spec.ts', title },
    tests: [{ status: 'expected', results: Array.from({ length: tries }, () => attempt) }],
  });
  const report = {
    stats: { expected: 2, unexpected: 0, flaky: 0, skipped: 0 },
    suites: [
      { title: 'journey.spec.ts', specs: [spec('a', 1)], suites: [{ specs: [spec('b', 2)] }] },
    ],
    errors: [],
  };
  expect(readReport('playwright', written(report), 0).files).toEqual([
    { name: '[browser] e2e/browser/journey.spec.ts', seconds: 4.5 },
  ]);
});

it('the ten slowest files are told, the slowest first', () => {
  const files = Array.from({ length: 12 }, (_, index) => ({ name: `${index}`, seconds: index }));
  const lines = describeSlowest(files).split('\n');
  expect(lines).toHaveLength(10);
  expect([lines[0], lines[9]]).toEqual(['   11 s  11', '    2 s  2']);
});

it('many failures with much to say stay short, and say how much is left out', () => {
  const detail = Array.from({ length: 100 }, (_, line) => `line ${line}`).join('\n');
  const failures = Array.from({ length: 25 }, (_, index) => ({ title: `test ${index}`, detail }));
  const text = describeFailures(failures);
  expect(text.split('\n').length).toBeLessThan(350);
  expect(text).toContain('✗ test 0\n    line 0');
  expect(text).toContain('… 85 more lines');
  expect(text.endsWith('… and 5 more')).toBe(true);
});
