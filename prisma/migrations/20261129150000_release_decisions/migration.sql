-- CreateEnum
CREATE TYPE "release_reason" AS ENUM ('not-understood', 'data-not-named', 'no-such-access', 'organisation-suspended', 'not-started', 'ended', 'data-type-not-covered', 'before-occupancy', 'tenancy-changed', 'permitted');

-- AlterTable
ALTER TABLE "access_records" ADD COLUMN     "earliest_data_date" DATE;

-- AlterTable
ALTER TABLE "accounts" ADD COLUMN     "decisions_per_minute" INTEGER NOT NULL DEFAULT 60000,
ADD COLUMN     "statutory" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "residence_proofs" (
    "ir" TEXT NOT NULL,
    "proven_on" DATE NOT NULL,
    "proven_at" TIMESTAMPTZ(3) NOT NULL,
    "supplier_customer_id" TEXT NOT NULL,

    CONSTRAINT "residence_proofs_pkey" PRIMARY KEY ("ir","proven_on")
);

-- CreateTable
-- Each day is a partition of its own, made ahead and on demand, so that what is over is dropped and not deleted.
CREATE TABLE "release_decisions" (
    "day" DATE NOT NULL,
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "ak" TEXT,
    "mpxn" TEXT,
    "duid" TEXT,
    "data_types" TEXT[],
    "data_from" DATE,
    "data_to" DATE,
    "reason" "release_reason" NOT NULL,
    "count" BIGINT NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "release_decisions_pkey" PRIMARY KEY ("day","id")
) PARTITION BY RANGE ("day");

-- CreateTable
CREATE TABLE "release_permits" (
    "account_id" TEXT NOT NULL,
    "ak" TEXT NOT NULL,
    "owner_id" TEXT NOT NULL,
    "last_permitted_on" DATE NOT NULL,

    CONSTRAINT "release_permits_pkey" PRIMARY KEY ("account_id","ak")
);

-- CreateTable
CREATE TABLE "release_totals" (
    "ak" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "account_id" TEXT NOT NULL,
    "permitted" BIGINT NOT NULL,
    "refused" BIGINT NOT NULL,

    CONSTRAINT "release_totals_pkey" PRIMARY KEY ("ak","day","account_id")
);

-- CreateTable
CREATE TABLE "release_probes" (
    "day" DATE NOT NULL,
    "account_id" TEXT NOT NULL,
    "key_hash" TEXT NOT NULL,
    "pairs" TEXT[],

    CONSTRAINT "release_probes_pkey" PRIMARY KEY ("day","account_id","key_hash")
);

-- CreateTable
CREATE TABLE "release_misses" (
    "account_id" TEXT NOT NULL,
    "minute" TIMESTAMPTZ(3) NOT NULL,
    "duid" TEXT NOT NULL,
    "count" BIGINT NOT NULL,

    CONSTRAINT "release_misses_pkey" PRIMARY KEY ("account_id","minute","duid")
);

-- CreateIndex
CREATE INDEX "release_decisions_account_id_day_first_at_id_idx" ON "release_decisions"("account_id", "day", "first_at", "id");

-- CreateIndex
CREATE INDEX "release_decisions_ak_day_idx" ON "release_decisions"("ak", "day");

-- CreateIndex
CREATE INDEX "release_permits_account_id_owner_id_last_permitted_on_idx" ON "release_permits"("account_id", "owner_id", "last_permitted_on");

-- CreateIndex
CREATE INDEX "release_permits_last_permitted_on_idx" ON "release_permits"("last_permitted_on");

-- CreateIndex
CREATE INDEX "release_misses_minute_idx" ON "release_misses"("minute");
