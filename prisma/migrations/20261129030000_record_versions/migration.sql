-- AlterTable
ALTER TABLE "access_record_changes" ADD COLUMN     "ir" TEXT,
ADD COLUMN     "replaced_expiry" TIMESTAMPTZ(3),
ADD COLUMN     "replaced_ir" TEXT,
ADD COLUMN     "replaced_legal_basis" TEXT,
ADD COLUMN     "replaced_registered_at" TIMESTAMPTZ(3),
ADD COLUMN     "replaced_since" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "access_records" ADD COLUMN     "replaced_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "access_records_mpxn_account_id_state_idx" ON "access_records"("mpxn", "account_id", "state");

-- Looks are read by organisation, so that many of one hide none of another.
DROP INDEX "audit_events_looked_up_idx";
CREATE INDEX "audit_events_looked_up_idx" ON "audit_events" (("detail" ->> 'meter-point'), "account_id", "at")
  WHERE "event_type" = 'meter-point.looked-up';

-- What earlier replacements replaced, as far as documents and tokens tell: its dates, and whom it was
-- linked to. A document names nobody where a token had linked it; the token does.
ALTER TABLE "access_record_changes" DISABLE TRIGGER access_record_changes_append_only;
UPDATE "access_record_changes" change
   SET "replaced_ir" = coalesce(change."replaced" #>> '{record-metadata,identity-record-ref}', token."ir"),
       "replaced_legal_basis" = change."replaced" #>> '{processing,legal-basis}',
       "replaced_registered_at" = (change."replaced" #>> '{access-event,registered-at}')::timestamptz,
       "replaced_expiry" = (change."replaced" #>> '{access-event,expiry}')::timestamptz,
       "replaced_since" = earlier."at"
  FROM (SELECT "id", "ak", lag("at") OVER (PARTITION BY "ak" ORDER BY "at", "id") AS "at"
          FROM "access_record_changes" WHERE "cause" = 'replaced') earlier
  JOIN "access_records" record ON record."ak" = earlier."ak"
  LEFT JOIN "reidentifications" token ON token."token_ref" = record."token_ref"
 WHERE earlier."id" = change."id";
ALTER TABLE "access_record_changes" ENABLE TRIGGER access_record_changes_append_only;

UPDATE "access_records" record SET "replaced_at" = last."at"
  FROM (SELECT "ak", max("at") AS "at" FROM "access_record_changes"
         WHERE "cause" = 'replaced' GROUP BY "ak") last
 WHERE last."ak" = record."ak";

-- A controller's name supersedes no sighting any more, nor does a record that never stood ACTIVE since.
UPDATE "discovered_accesses" seen SET "superseded_by" = (
  SELECT record."ak" FROM "accounts" account
    JOIN "access_records" record ON record."account_id" = account."id" AND record."mpxn" = seen."mpxn"
   WHERE account."organisation_reference" = seen."organisation_reference"
     AND record."state" <> 'DISCOVERED'
     AND (record."expiry" IS NULL OR record."expiry" > greatest(
           record."created_at", seen."first_seen"::timestamp AT TIME ZONE 'Europe/London'))
     AND (record."revoked_at" IS NULL OR record."revoked_at" > greatest(
           record."created_at", seen."first_seen"::timestamp AT TIME ZONE 'Europe/London'))
   ORDER BY record."created_at", record."ak" LIMIT 1);
