import { z } from 'zod';

export const roles = ['data_user', 'data_provider', 'dcc', 'portal', 'admin'] as const;

export const roleSchema = z.enum(roles).meta({
  id: 'Role',
  description: 'What an account is to the register, and so which calls it may make.',
});
