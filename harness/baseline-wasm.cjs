/**
 * Preloaded into a process under test (`node --require`): WebAssembly keeps the code of the first, quick
 * compiler. The second would spend two seconds of a core on PGlite and Prisma at each start, more than a
 * test's few queries could ever win back.
 */
'use strict';
require('node:v8').setFlagsFromString('--liftoff-only');
