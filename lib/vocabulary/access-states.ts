import { z } from 'zod';

export const accessStates = ['ACTIVE', 'EXPIRED', 'REVOKED', 'DISCOVERED'] as const;

export const stateSchema = z.enum(accessStates).meta({
  id: 'AccessState',
  description:
    'Only `ACTIVE` allows access. `DISCOVERED`: the DCC saw the access, but nobody registered it. ' +
    'Exact to the instant: past its expiry a record reads `EXPIRED`.',
});
