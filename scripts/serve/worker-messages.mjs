/** What supervisor and workers tell each other. `SCRAPE` is known to lib/platform/metrics as well. */
export const READY = 'register:ready';
export const CONNECTION = 'register:connection';
export const STOP = 'register:stop';
export const SCRAPE = 'register:scrape';
