-- AlterTable
ALTER TABLE "access_record_changes" ADD COLUMN     "replaced_confirmation" JSON,
ADD COLUMN     "replaced_confirmation_ref" TEXT;

-- AlterTable
ALTER TABLE "access_records" ADD COLUMN     "confirmation_ref" TEXT,
ADD COLUMN     "customer_confirmation" JSON;

-- AlterTable
ALTER TABLE "reidentifications" ADD COLUMN     "declined_reason" TEXT,
ADD COLUMN     "proposal" JSON,
ADD COLUMN     "proposal_digest" TEXT;

-- CreateTable
CREATE TABLE "confirmation_evidence" (
    "token_ref" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "key_id" TEXT NOT NULL,
    "wrapped_key" BYTEA NOT NULL,
    "digest" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ak" TEXT,
    "held" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "confirmation_evidence_pkey" PRIMARY KEY ("token_ref")
);

-- CreateIndex
CREATE INDEX "confirmation_evidence_ak_idx" ON "confirmation_evidence"("ak");

-- CreateIndex
-- Looked through for what nothing was registered with.
CREATE INDEX "confirmation_evidence_unused_idx" ON "confirmation_evidence"("created_at")
  WHERE "ak" IS NULL AND NOT "held";

-- CreateIndex
CREATE UNIQUE INDEX "access_records_confirmation_ref_key" ON "access_records"("confirmation_ref");

-- CreateIndex
-- Looked through for proposals that nobody used.
CREATE INDEX "reidentifications_unused_proposals_idx" ON "reidentifications"("created_at")
  WHERE "proposal" IS NOT NULL AND "used_at" IS NULL;
