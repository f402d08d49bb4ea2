-- The limiter counts by one statement of its own, which keeps times as milliseconds.
-- AlterTable
ALTER TABLE "rate_limits" ALTER COLUMN "expire" SET DATA TYPE BIGINT USING (extract(epoch FROM "expire") * 1000)::bigint;
