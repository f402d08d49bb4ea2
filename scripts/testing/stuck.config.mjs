import { defineConfig } from 'vitest/config';

/** Runs the one file here that stands still for ever, for scripts/run-command.test.ts. */
export default defineConfig({
  test: { include: ['scripts/testing/*.fixture.ts'], testTimeout: 1000 },
});
