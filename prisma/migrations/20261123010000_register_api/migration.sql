-- AlterTable
ALTER TABLE "access_record_changes" ADD COLUMN     "replaced" JSON;

-- AlterTable
ALTER TABLE "access_records" ALTER COLUMN "legal_basis" DROP NOT NULL;

-- AlterTable
ALTER TABLE "accounts" ADD COLUMN     "previous_secret_hash" TEXT,
ADD COLUMN     "previous_secret_until" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "tenancy_changes" ADD COLUMN     "active_records_affected" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "data_users_notified" TEXT[];

-- CreateTable
CREATE TABLE "discovered_accesses" (
    "ak" TEXT NOT NULL,
    "mpxn" TEXT NOT NULL,
    "organisation_name" TEXT NOT NULL,
    "organisation_reference" TEXT NOT NULL,
    "first_seen" DATE NOT NULL,
    "last_seen" DATE NOT NULL,
    "data_types" TEXT[],
    "source_reference" TEXT NOT NULL,
    "superseded_by" TEXT,

    CONSTRAINT "discovered_accesses_pkey" PRIMARY KEY ("ak")
);

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "account_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "answer" BYTEA,
    "key_id" TEXT,

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("account_id","key")
);

-- CreateIndex
CREATE UNIQUE INDEX "discovered_accesses_mpxn_organisation_reference_key" ON "discovered_accesses"("mpxn", "organisation_reference");

-- CreateIndex
CREATE INDEX "idempotency_keys_started_at_idx" ON "idempotency_keys"("started_at");

-- CreateIndex
CREATE INDEX "access_records_account_id_state_created_at_ak_idx" ON "access_records"("account_id", "state", "created_at", "ak");

-- CreateIndex
CREATE INDEX "access_records_state_expiry_idx" ON "access_records"("state", "expiry");

-- CreateIndex
CREATE INDEX "access_records_created_at_ak_idx" ON "access_records"("created_at", "ak");

-- AddForeignKey
ALTER TABLE "discovered_accesses" ADD CONSTRAINT "discovered_accesses_ak_fkey" FOREIGN KEY ("ak") REFERENCES "access_records"("ak") ON DELETE RESTRICT ON UPDATE CASCADE;
