-- AlterEnum
ALTER TYPE "webhook_disabled_reason" ADD VALUE 'operator';

-- AlterTable
ALTER TABLE "webhook_attempts" ADD COLUMN     "answer" TEXT;

-- DropIndex
DROP INDEX "mails_created_at_idx";

-- CreateIndex
CREATE INDEX "access_records_state_created_at_ak_idx" ON "access_records"("state", "created_at", "ak");

-- CreateIndex
CREATE INDEX "discovered_accesses_organisation_reference_idx" ON "discovered_accesses"("organisation_reference");

-- CreateIndex
CREATE INDEX "mails_created_at_id_idx" ON "mails"("created_at", "id");

-- CreateIndex
CREATE INDEX "tenancy_changes_received_at_mpxn_effective_date_source_refe_idx" ON "tenancy_changes"("received_at", "mpxn", "effective_date", "source_reference");

-- The operator looks records up by a controller's reference, whoever registered them.
CREATE INDEX "access_records_any_reference_idx" ON "access_records" (("document" #>> '{access-event,controller-reference}'), "created_at", "ak")
  WHERE "document" #>> '{access-event,controller-reference}' IS NOT NULL;

-- Of many mails few wait and few have failed: the operator's lists of these two.
CREATE INDEX "mails_waiting_idx" ON "mails" ("created_at", "id") WHERE "sent_at" IS NULL AND "failed_at" IS NULL;
CREATE INDEX "mails_given_up_idx" ON "mails" ("created_at", "id") WHERE "failed_at" IS NOT NULL;
