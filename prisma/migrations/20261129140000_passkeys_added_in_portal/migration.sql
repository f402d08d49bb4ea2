-- Whether the customer added the passkey in the portal, in no organisation's flow.
ALTER TABLE "credentials" ADD COLUMN     "added_in_portal" BOOLEAN NOT NULL DEFAULT false;

UPDATE "credentials" SET "added_in_portal" = true
  FROM "audit_events"
 WHERE "event_type" = 'credential.registered'
   AND "detail" ->> 'initiated-by' = 'customer'
   AND "detail" ->> 'credential' = "credentials"."id";
