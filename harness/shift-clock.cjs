/**
 * Preloaded into a register under test (`node --require`): the process's idea of "now" is the real
 * one plus the milliseconds written in the file named by TEST_CLOCK_FILE. So the product needs no
 * test hook. Timers and `performance.now()` keep real time, and so does a PostgreSQL server.
 */
'use strict';
const { readFileSync } = require('node:fs');

const file = process.env.TEST_CLOCK_FILE;
const rereadMs = 20;

if (file) {
  const RealDate = Date;
  const realNow = RealDate.now.bind(RealDate);
  let offset = 0;
  let readAt = -Infinity;

  const shiftedNow = () => {
    const monotonic = performance.now();
    if (monotonic - readAt >= rereadMs) {
      readAt = monotonic;
      offset = Number(readFileSync(file, 'utf8'));
    }
    return realNow() + offset;
  };

  // A proxy, not a subclass: `instanceof Date` must hold for dates made by native code as well.
  const ShiftedDate = new Proxy(RealDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(
        target,
        args.length === 0 ? [shiftedNow()] : args,
        newTarget === ShiftedDate ? target : newTarget,
      ),
    apply: () => new RealDate(shiftedNow()).toString(),
  });
  RealDate.now = shiftedNow;
  RealDate.prototype.constructor = ShiftedDate;
  globalThis.Date = ShiftedDate;
}
