-- A passkey on an Identity Record has a row of its own: its own name there, when it came, when it was last
-- used in a flow of the record's owner. Until now every passkey of a holder was on every record of it.
CREATE TABLE "record_credentials" (
    "ir" TEXT NOT NULL,
    "credential_id" TEXT NOT NULL,
    "alias" TEXT NOT NULL,
    "registered_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "record_credentials_pkey" PRIMARY KEY ("ir","credential_id")
);
CREATE UNIQUE INDEX "record_credentials_alias_key" ON "record_credentials"("alias");
CREATE INDEX "record_credentials_credential_id_idx" ON "record_credentials"("credential_id");
ALTER TABLE "record_credentials" ADD CONSTRAINT "record_credentials_ir_fkey" FOREIGN KEY ("ir") REFERENCES "identity_records"("ir") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "record_credentials" ADD CONSTRAINT "record_credentials_credential_id_fkey" FOREIGN KEY ("credential_id") REFERENCES "credentials"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The record that a passkey was made on keeps the name under which its owner knows it. The first twelve
-- hex digits of a random UUID are all random.
INSERT INTO "record_credentials" ("ir", "credential_id", "alias", "registered_at", "last_used_at")
SELECT record."ir", credential."id",
       CASE WHEN credential."enrolled_for_ir" = record."ir" THEN credential."id"
            ELSE 'cred_' || left(replace(gen_random_uuid()::text, '-', ''), 12)
                         || left(replace(gen_random_uuid()::text, '-', ''), 12) END,
       CASE WHEN credential."enrolled_for_ir" = record."ir" THEN credential."registered_at"
            ELSE date_trunc('day', credential."registered_at", 'UTC') END,
       CASE WHEN (SELECT count(*) FROM "identity_records" other
                   WHERE other."holder_id" = record."holder_id") = 1
            THEN credential."last_used_at" END
  FROM "identity_records" record
  JOIN "credentials" credential ON credential."holder_id" = record."holder_id";

-- The day's wait after a passkey was removed by mail belongs to the records of that address.
ALTER TABLE "identity_records" ADD COLUMN "mail_wait_until" TIMESTAMPTZ(3);
UPDATE "identity_records" record SET "mail_wait_until" = holder."mail_wait_until"
  FROM "holders" holder
 WHERE holder."id" = record."holder_id" AND holder."mail_wait_until" IS NOT NULL;
ALTER TABLE "holders" DROP COLUMN "mail_wait_until";

ALTER TABLE "challenges" ADD COLUMN "user_handle" BYTEA;
ALTER TABLE "portal_challenges" ADD COLUMN "user_handle" BYTEA;

CREATE TABLE "passkey_undos" (
    "id" TEXT NOT NULL,
    "ir" TEXT NOT NULL,
    "credential_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "former_holder_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "passkey_undos_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "passkey_undos_ir_credential_id_idx" ON "passkey_undos"("ir", "credential_id");
CREATE INDEX "passkey_undos_former_holder_id_idx" ON "passkey_undos"("former_holder_id");
CREATE INDEX "passkey_undos_expires_at_idx" ON "passkey_undos"("expires_at");

-- Links mailed in the last seven days name the passkey. They go on where its holder has one record, so
-- that nobody reaches past the address that was told.
INSERT INTO "passkey_undos" ("id", "ir", "credential_id", "account_id", "created_at", "expires_at")
SELECT credential."id", record."ir", credential."id", credential."enrolled_by_account",
       credential."registered_at", credential."registered_at" + interval '7 days'
  FROM "credentials" credential
  JOIN "identity_records" record ON record."holder_id" = credential."holder_id"
 WHERE record."email_hash" IS NOT NULL
   AND credential."registered_at" > now() - interval '7 days'
   AND (SELECT count(*) FROM "identity_records" other
         WHERE other."holder_id" = credential."holder_id") = 1;
