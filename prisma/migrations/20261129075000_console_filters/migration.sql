-- The dashboard narrows the deliveries of a webhook to a type of event, with or without a status. The type
-- stands with the event; here too it has an index.
ALTER TABLE "webhook_deliveries" ADD COLUMN "event_type" TEXT;
UPDATE "webhook_deliveries" AS delivery SET "event_type" = event."event_type"
  FROM "webhook_events" AS event WHERE event."event_id" = delivery."event_id";
ALTER TABLE "webhook_deliveries" ALTER COLUMN "event_type" SET NOT NULL;
CREATE INDEX "webhook_deliveries_wid_event_type_status_created_at_event_i_idx" ON "webhook_deliveries"("wid", "event_type", "status", "created_at", "event_id");

-- An account's audit by type, and which types there are.
CREATE INDEX "audit_events_account_id_event_type_sequence_idx" ON "audit_events"("account_id", "event_type", "sequence");

-- The overview of the dashboard names what was revoked last, whoever did it.
CREATE INDEX "access_records_account_id_revoked_at_idx" ON "access_records"("account_id", "revoked_at")
  WHERE "revoked_at" IS NOT NULL;

-- Accounts of a role, by id.
CREATE INDEX "accounts_role_id_idx" ON "accounts"("role", "id");
