import { z } from 'zod';
import { pageQuery } from '@/lib/platform/cursor';

/** The operator's list of discovered accesses: `q` is a meter point or an organisation's reference. */
export const listDiscoveredSchema = z.strictObject({
  q: z.string().max(255).optional(),
  only: z.enum(['open', 'registered']).optional(),
  ...pageQuery,
});
export type ListDiscoveredQuery = z.output<typeof listDiscoveredSchema>;

/** The operator's list of changes of tenancy. */
export const listTenancySchema = z.strictObject({
  mpxn: z.string().max(64).optional(),
  limit: pageQuery.limit,
  cursor: z.string().max(1024).optional(),
});
export type ListTenancyQuery = z.output<typeof listTenancySchema>;

/** The operator's list of what Data Providers ask. */
export const listReleaseVolumesSchema = z.strictObject({
  limit: pageQuery.limit,
  cursor: z.string().max(64).optional(),
});
export type ListReleaseVolumesQuery = z.output<typeof listReleaseVolumesSchema>;
