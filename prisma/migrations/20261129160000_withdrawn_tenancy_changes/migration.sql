-- AlterTable
ALTER TABLE "tenancy_changes" ADD COLUMN     "affected_aks" TEXT[],
ADD COLUMN     "withdrawn_at" TIMESTAMPTZ(3);

-- Whom an earlier report was told of, as far as the records still say. A record whose time was replaced
-- since then counts by its present one; a Data User that was not told of the report is left out.
UPDATE "tenancy_changes" AS change
SET "affected_aks" = ARRAY(
  SELECT record."ak"
    FROM "access_records" AS record
    JOIN "accounts" AS account ON account."id" = record."account_id"
   WHERE record."mpxn" = change."mpxn"
     AND record."state" <> 'DISCOVERED'
     AND record."created_at" <= change."received_at"
     AND (record."revoked_at" IS NULL OR record."revoked_at" > change."received_at")
     AND (record."expiry" IS NULL OR record."expiry" > change."received_at")
     AND account."duid" = ANY (change."data_users_notified")
   ORDER BY record."ak");
