import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCommand } from './run-command.mjs';

const root = path.resolve(import.meta.dirname, '..');
const folder = mkdtempSync(path.join(tmpdir(), 'register-run-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A command that reports the files given to it, one step each quarter of a second, and then `rest`. */
const stepping = (files: string[], rest: string) => [
  process.execPath,
  '--input-type=module',
  '-e',
  `import { LaneProgress } from ${JSON.stringify(path.join(root, 'scripts/lane-progress.mjs'))};
   import { setTimeout as sleep } from 'node:timers/promises';
   const progress = new LaneProgress();
   for (const file of ${JSON.stringify(files)}) {
     progress.begin(file);
     await sleep(250);
     if (file !== 'last') progress.endFile(file);
   }
   ${rest}`,
];

describe('a command that is watched', () => {
  it('is ended when it makes no progress, and the file at which it stands is named', async () => {
    const file = path.join(folder, 'stuck.json');
    const command = stepping(['first', 'last'], 'setInterval(() => console.log("noise"), 100);');
    const ended = await runCommand(command, {
      cwd: root,
      buffered: true,
      progress: { file, limitMs: 1500 },
    });
    expect(ended.stuck).toEqual(['last']);
    expect(ended.code).toBe(1);
    expect(ended.output).toContain('ended by SIGKILL');
  });

  it('may take longer than the limit, as long as it gets on', async () => {
    const file = path.join(folder, 'steady.json');
    const files = Array.from({ length: 16 }, (_, index) => `file ${index}`);
    const ended = await runCommand(stepping(files, ''), {
      cwd: root,
      buffered: true,
      progress: { file, limitMs: 3000 },
    });
    expect(ended).toMatchObject({ code: 0, stuck: null });
  });

  it('takes what it started with it', async () => {
    const file = path.join(folder, 'group.json');
    // Its output is open for as long as anybody lives who may write there.
    const rest = `
      const { spawn } = await import('node:child_process');
      spawn('sleep', ['600'], { stdio: 'inherit' });
      setInterval(() => undefined, 1000);`;
    const ended = await runCommand(stepping(['last'], rest), {
      cwd: root,
      buffered: true,
      progress: { file, limitMs: 1500 },
    });
    expect(ended.stuck).toEqual(['last']);
  });

  it('without a word of progress is ended too', async () => {
    const file = path.join(folder, 'silent.json');
    const silent = [process.execPath, '-e', 'setInterval(() => undefined, 1000)'];
    const ended = await runCommand(silent, { cwd: root, progress: { file, limitMs: 500 } });
    expect(ended.stuck).toEqual([]);
  });
});

it('a vitest run whose process is stuck is ended, its file named', async () => {
  const command = [
    process.execPath,
    path.join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--config=scripts/testing/stuck.config.mjs',
    '--reporter=./scripts/vitest-outcome.mjs',
  ];
  const ended = await runCommand(command, {
    cwd: root,
    env: { OUTCOME_FILE: path.join(folder, 'outcome.json'), VITEST: '' },
    buffered: true,
    progress: { file: path.join(folder, 'vitest.json'), limitMs: 20_000 },
  });
  expect(ended.stuck, ended.output).toEqual(['scripts/testing/stands-still.fixture.ts']);
}, 120_000);
