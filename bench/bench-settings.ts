import { METRICS_TOKEN } from './cpu-seconds';

/** Settings of a register that is measured. */
export const benchSettings = {
  METRICS_TOKEN,
  RATE_LIMIT_SCALE: '100000',
  // Without the clock and the quick compiler of tests.
  NODE_OPTIONS: '',
};
