import type { Reason } from '@/lib/releases/dto';

/** Why a release was refused or permitted, in the words of a console. */
export const releaseWords: Record<Reason, string> = {
  permitted: 'Permitted',
  'not-understood': 'The question was not understood',
  'data-not-named': 'The data or the days were not named',
  'no-such-access': 'Key, meter point and Data User do not belong together',
  'organisation-suspended': 'The Data User is suspended or terminated',
  'not-started': 'The access had not started',
  ended: 'The access had ended, or days after its end were asked for',
  'data-type-not-covered': 'The access does not cover that kind of data',
  'before-occupancy': 'Days before the customer’s time were asked for',
  'tenancy-changed': 'Days after a change of tenancy were asked for',
};

/** What the parts of a chart of releases are called. */
export const releaseNames = { permitted: 'Permitted', refused: 'Refused' };
