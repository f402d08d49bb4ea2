import { createRegisterClient } from 'central-access-register-client';

const { REGISTER = '', ACCOUNT_ID = '', SECRET_KEY = '' } = process.env;

/**
 * Calls the register as this account. It fetches the bearer token and keeps it while it is good, gives
 * every write an Idempotency-Key, waits as Retry-After asks, and throws what the register refuses.
 */
export const client = createRegisterClient({
  origin: REGISTER,
  credentials: { accountId: ACCOUNT_ID, secretKey: SECRET_KEY },
});
