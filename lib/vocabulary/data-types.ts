import { z } from 'zod';
import { list } from '@/lib/platform/schema-parts';

export const dataTypes = [
  'HH-CONSUMPTION',
  'HH-EXPORT',
  'MTH-CONSUMPTION',
  'MTH-EXPORT',
  'ANNUAL-CONSUMPTION',
  'ANNUAL-EXPORT',
  'TARIFF-IMPORT',
  'TARIFF-EXPORT',
] as const;

/** One kind of meter data. */
export const dataTypeSchema = z.enum(dataTypes).meta({
  id: 'DataType',
  description:
    'A kind of meter data: half-hourly (`HH`), monthly (`MTH`) or annual, used from the grid ' +
    '(`CONSUMPTION`) or sent to it (`EXPORT`); or what is paid for either (`TARIFF`).',
});

export type DataType = z.output<typeof dataTypeSchema>;

export const dataTypesSchema = list(dataTypeSchema, { max: dataTypes.length }).meta({
  example: ['HH-CONSUMPTION', 'TARIFF-IMPORT'],
});
