/**
 * Quiet and self-contained: no update, no sync, no sandbox (containers run tests as root), and no process
 * kept ready for a page that may come next, which is one started in vain for each page of a test.
 */
export const chromiumArguments = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--renderer-process-limit=1',
];
