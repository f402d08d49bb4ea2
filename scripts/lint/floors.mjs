import { readdirSync } from 'node:fs';
import path from 'node:path';

/**
 * The rooms of `lib`, from the lowest floor up. A room imports from lower floors only: what it must say to
 * a higher one goes as an event, a return value or an argument that was decided before.
 */
export const floors = [
  // Words that many rooms share.
  ['vocabulary'],
  // What a customer is asked to allow, in the form that is signed.
  ['proposals'],
  // Means that know no rule of the register.
  ['audit', 'evidence', 'idempotency', 'limits', 'webauthn'],
  ['mail', 'outbox', 'sessions', 'sightings'],
  ['release-changes', 'suppliers', 'webhooks'],
  // Who and what there is.
  ['accounts', 'identity-records'],
  ['reidentification'],
  ['access-records'],
  // What of an access people may take away, signed.
  ['receipts'],
  // What is seen and reported at a meter point.
  ['dcc', 'meter-points'],
  // Whether data may be released, and what was answered.
  ['releases'],
  // Where a customer proves something.
  ['ceremonies'],
  ['mail-delivery'],
  // Views for people, and the whole register in a file.
  ['admin', 'consoles', 'dashboard', 'demo-data', 'portal', 'transfer'],
];

const belowAll = ['platform', 'db'];
const aboveAll = ['http', 'jobs'];

function requireFloorForEach() {
  const lib = path.resolve(import.meta.dirname, '..', '..', 'lib');
  const rooms = readdirSync(lib, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const known = [...belowAll, ...floors.flat(), ...aboveAll];
  const unknown = rooms.map(({ name }) => name).filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new Error(`${unknown.join(', ')}: a room of lib has a floor in scripts/lint/floors.mjs`);
  }
}

/** For each room, what of `lib` stands on its own floor or higher. */
export function floorZones() {
  requireFloorForEach();
  return floors.flatMap((rooms, floor) =>
    rooms.map((room) => {
      const others = floors.slice(floor).flat();
      return {
        target: `./lib/${room}/**`,
        from: others.filter((other) => other !== room).map((other) => `./lib/${other}/**`),
        message: `lib/${room} knows rooms of lower floors only: see scripts/lint/floors.mjs.`,
      };
    }),
  );
}
