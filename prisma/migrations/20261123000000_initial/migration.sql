-- CreateEnum
CREATE TYPE "role" AS ENUM ('data_user', 'data_provider', 'dcc', 'portal', 'admin');

-- CreateEnum
CREATE TYPE "account_status" AS ENUM ('active', 'suspended', 'terminated');

-- CreateEnum
CREATE TYPE "reidentification_method" AS ENUM ('magic-link', 'passkey-assert', 'passkey-register');

-- CreateEnum
CREATE TYPE "reidentification_outcome" AS ENUM ('confirmed', 'declined', 'expired');

-- CreateEnum
CREATE TYPE "challenge_purpose" AS ENUM ('assert', 'prove', 'enrol');

-- CreateEnum
CREATE TYPE "access_state" AS ENUM ('ACTIVE', 'EXPIRED', 'REVOKED', 'DISCOVERED');

-- CreateTable
CREATE TABLE "accounts" (
    "id" TEXT NOT NULL,
    "duid" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "status" "account_status" NOT NULL DEFAULT 'active',
    "contact_url" TEXT,
    "data_types" TEXT[],
    "redirect_urls" TEXT[],
    "organisation_reference" TEXT,
    "secret_hash" TEXT NOT NULL,
    "mails_per_hour" INTEGER NOT NULL DEFAULT 200,
    "registered_at" TIMESTAMPTZ(3) NOT NULL,
    "suspended_at" TIMESTAMPTZ(3),

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "holders" (
    "id" TEXT NOT NULL,
    "user_handle" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "holders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identity_records" (
    "ir" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "holder_id" TEXT,
    "mpxn" TEXT,
    "move_in_date" DATE,
    "expressed_by" TEXT NOT NULL,
    "pii_ciphertext" BYTEA,
    "email_hash" TEXT,
    "mailbox_hash" TEXT,
    "email_ciphertext" BYTEA,
    "email_mask" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "anonymised_at" TIMESTAMPTZ(3),

    CONSTRAINT "identity_records_pkey" PRIMARY KEY ("ir")
);

-- CreateTable
CREATE TABLE "record_keys" (
    "ir" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "wrapped_key" BYTEA NOT NULL,

    CONSTRAINT "record_keys_pkey" PRIMARY KEY ("ir")
);

-- CreateTable
CREATE TABLE "credentials" (
    "id" TEXT NOT NULL,
    "holder_id" TEXT NOT NULL,
    "webauthn_id" TEXT NOT NULL,
    "public_key" BYTEA NOT NULL,
    "counter" BIGINT NOT NULL,
    "transports" TEXT[],
    "backup_eligible" BOOLEAN NOT NULL,
    "backed_up" BOOLEAN NOT NULL,
    "aaguid" TEXT NOT NULL,
    "name" TEXT,
    "enrolled_for_ir" TEXT NOT NULL,
    "enrolled_by_account" TEXT NOT NULL,
    "registered_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "proven_at" TIMESTAMPTZ(3),

    CONSTRAINT "credentials_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reidentifications" (
    "token_ref" TEXT NOT NULL,
    "ir" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "cross_organisation" BOOLEAN NOT NULL,
    "method" "reidentification_method" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "return_url" TEXT,
    "state" TEXT,
    "link_key_id" TEXT NOT NULL,
    "outcome" "reidentification_outcome",
    "outcome_at" TIMESTAMPTZ(3),
    "confirmed_by" "reidentification_method",
    "assurance" TEXT,
    "credential_id" TEXT,
    "bind_return" BOOLEAN NOT NULL DEFAULT false,
    "return_code_hash" TEXT,
    "return_code_failures" INTEGER NOT NULL DEFAULT 0,
    "return_code_shown_at" TIMESTAMPTZ(3),
    "used_at" TIMESTAMPTZ(3),
    "used_for_ak" TEXT,

    CONSTRAINT "reidentifications_pkey" PRIMARY KEY ("token_ref")
);

-- CreateTable
CREATE TABLE "ceremonies" (
    "id" TEXT NOT NULL,
    "session_hash" TEXT NOT NULL,
    "token_ref" TEXT NOT NULL,
    "proved_by" "reidentification_method",
    "proved_at" TIMESTAMPTZ(3),
    "proved_browser" TEXT,

    CONSTRAINT "ceremonies_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "challenges" (
    "challenge_hash" TEXT NOT NULL,
    "ceremony_id" TEXT NOT NULL,
    "browser_hash" TEXT NOT NULL,
    "purpose" "challenge_purpose" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "challenges_pkey" PRIMARY KEY ("challenge_hash")
);

-- CreateTable
CREATE TABLE "email_proofs" (
    "id" TEXT NOT NULL,
    "ir" TEXT NOT NULL,
    "ceremony_id" TEXT NOT NULL,
    "browser_hash" TEXT NOT NULL,
    "link_key_id" TEXT NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "email_proofs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_records" (
    "ak" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "mpxn" TEXT NOT NULL,
    "ir" TEXT,
    "token_ref" TEXT,
    "state" "access_state" NOT NULL,
    "legal_basis" TEXT NOT NULL,
    "document" JSON NOT NULL,
    "registered_at" TIMESTAMPTZ(3) NOT NULL,
    "expiry" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "access_records_pkey" PRIMARY KEY ("ak")
);

-- CreateTable
CREATE TABLE "access_record_changes" (
    "id" TEXT NOT NULL,
    "ak" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "state" "access_state" NOT NULL,
    "cause" TEXT NOT NULL,
    "account_id" TEXT,

    CONSTRAINT "access_record_changes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tenancy_changes" (
    "mpxn" TEXT NOT NULL,
    "effective_date" DATE NOT NULL,
    "source_reference" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tenancy_changes_pkey" PRIMARY KEY ("mpxn","effective_date","source_reference")
);

-- CreateTable
CREATE TABLE "audit_events" (
    "event_id" TEXT NOT NULL,
    "sequence" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "account_id" TEXT,
    "event_type" TEXT NOT NULL,
    "ak" TEXT,
    "ir" TEXT,
    "token_ref" TEXT,
    "detail" JSONB NOT NULL,
    "position" BIGINT,
    "hash" TEXT,

    CONSTRAINT "audit_events_pkey" PRIMARY KEY ("event_id")
);

-- CreateTable
CREATE TABLE "audit_head" (
    "id" INTEGER NOT NULL,
    "position" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mails" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "ir" TEXT,
    "subject_ref" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "failed_at" TIMESTAMPTZ(3),
    "last_error" TEXT,

    CONSTRAINT "mails_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox_mails" (
    "id" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "outbox_mails_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limits" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "expire" TIMESTAMPTZ(3),

    CONSTRAINT "rate_limits_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "accounts_duid_key" ON "accounts"("duid");

-- CreateIndex
CREATE UNIQUE INDEX "accounts_organisation_reference_key" ON "accounts"("organisation_reference");

-- CreateIndex
CREATE INDEX "accounts_role_status_idx" ON "accounts"("role", "status");

-- CreateIndex
CREATE UNIQUE INDEX "holders_user_handle_key" ON "holders"("user_handle");

-- CreateIndex
CREATE INDEX "identity_records_mpxn_move_in_date_created_at_idx" ON "identity_records"("mpxn", "move_in_date", "created_at");

-- CreateIndex
CREATE INDEX "identity_records_account_id_mpxn_idx" ON "identity_records"("account_id", "mpxn");

-- CreateIndex
CREATE INDEX "identity_records_email_hash_account_id_idx" ON "identity_records"("email_hash", "account_id");

-- CreateIndex
CREATE INDEX "identity_records_holder_id_idx" ON "identity_records"("holder_id");

-- CreateIndex
CREATE UNIQUE INDEX "credentials_webauthn_id_key" ON "credentials"("webauthn_id");

-- CreateIndex
CREATE INDEX "credentials_holder_id_idx" ON "credentials"("holder_id");

-- CreateIndex
CREATE INDEX "reidentifications_ir_account_id_outcome_outcome_at_idx" ON "reidentifications"("ir", "account_id", "outcome", "outcome_at");

-- CreateIndex
CREATE INDEX "reidentifications_account_id_created_at_idx" ON "reidentifications"("account_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "ceremonies_session_hash_key" ON "ceremonies"("session_hash");

-- CreateIndex
CREATE UNIQUE INDEX "ceremonies_token_ref_key" ON "ceremonies"("token_ref");

-- CreateIndex
CREATE INDEX "challenges_ceremony_id_created_at_idx" ON "challenges"("ceremony_id", "created_at");

-- CreateIndex
CREATE INDEX "challenges_expires_at_idx" ON "challenges"("expires_at");

-- CreateIndex
CREATE INDEX "email_proofs_ceremony_id_created_at_idx" ON "email_proofs"("ceremony_id", "created_at");

-- CreateIndex
CREATE INDEX "email_proofs_ir_idx" ON "email_proofs"("ir");

-- CreateIndex
CREATE INDEX "email_proofs_expires_at_idx" ON "email_proofs"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "access_records_token_ref_key" ON "access_records"("token_ref");

-- CreateIndex
CREATE INDEX "access_records_account_id_created_at_ak_idx" ON "access_records"("account_id", "created_at", "ak");

-- CreateIndex
CREATE INDEX "access_records_mpxn_created_at_idx" ON "access_records"("mpxn", "created_at");

-- CreateIndex
CREATE INDEX "access_records_ir_state_idx" ON "access_records"("ir", "state");

-- CreateIndex
CREATE INDEX "access_record_changes_ak_at_idx" ON "access_record_changes"("ak", "at");

-- CreateIndex
CREATE UNIQUE INDEX "audit_events_sequence_key" ON "audit_events"("sequence");

-- CreateIndex
CREATE UNIQUE INDEX "audit_events_position_key" ON "audit_events"("position");

-- CreateIndex
CREATE INDEX "audit_events_position_sequence_idx" ON "audit_events"("position", "sequence");

-- CreateIndex
CREATE INDEX "audit_events_account_id_sequence_idx" ON "audit_events"("account_id", "sequence");

-- CreateIndex
CREATE INDEX "audit_events_event_type_sequence_idx" ON "audit_events"("event_type", "sequence");

-- CreateIndex
CREATE INDEX "audit_events_ak_sequence_idx" ON "audit_events"("ak", "sequence");

-- CreateIndex
CREATE INDEX "audit_events_ir_sequence_idx" ON "audit_events"("ir", "sequence");

-- CreateIndex
CREATE INDEX "mails_created_at_idx" ON "mails"("created_at");

-- CreateIndex
CREATE INDEX "outbox_mails_sent_at_idx" ON "outbox_mails"("sent_at");

-- CreateIndex
CREATE INDEX "rate_limits_expire_idx" ON "rate_limits"("expire");

-- AddForeignKey
ALTER TABLE "identity_records" ADD CONSTRAINT "identity_records_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identity_records" ADD CONSTRAINT "identity_records_holder_id_fkey" FOREIGN KEY ("holder_id") REFERENCES "holders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "record_keys" ADD CONSTRAINT "record_keys_ir_fkey" FOREIGN KEY ("ir") REFERENCES "identity_records"("ir") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credentials" ADD CONSTRAINT "credentials_holder_id_fkey" FOREIGN KEY ("holder_id") REFERENCES "holders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reidentifications" ADD CONSTRAINT "reidentifications_ir_fkey" FOREIGN KEY ("ir") REFERENCES "identity_records"("ir") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reidentifications" ADD CONSTRAINT "reidentifications_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ceremonies" ADD CONSTRAINT "ceremonies_token_ref_fkey" FOREIGN KEY ("token_ref") REFERENCES "reidentifications"("token_ref") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "challenges" ADD CONSTRAINT "challenges_ceremony_id_fkey" FOREIGN KEY ("ceremony_id") REFERENCES "ceremonies"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "email_proofs" ADD CONSTRAINT "email_proofs_ceremony_id_fkey" FOREIGN KEY ("ceremony_id") REFERENCES "ceremonies"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "email_proofs" ADD CONSTRAINT "email_proofs_ir_fkey" FOREIGN KEY ("ir") REFERENCES "identity_records"("ir") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_records" ADD CONSTRAINT "access_records_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_records" ADD CONSTRAINT "access_records_ir_fkey" FOREIGN KEY ("ir") REFERENCES "identity_records"("ir") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_record_changes" ADD CONSTRAINT "access_record_changes_ak_fkey" FOREIGN KEY ("ak") REFERENCES "access_records"("ak") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Not expressible in the schema language: evidence tables refuse to forget.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END
$$;

CREATE TRIGGER access_record_changes_append_only BEFORE UPDATE OR DELETE ON "access_record_changes"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER access_records_kept BEFORE DELETE ON "access_records"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER audit_events_kept BEFORE DELETE ON "audit_events"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- The only update an audit event ever sees is its seal.
CREATE TRIGGER audit_events_append_only BEFORE UPDATE ON "audit_events"
  FOR EACH ROW
  WHEN (
    OLD."position" IS NOT NULL OR
    (OLD."event_id", OLD."sequence", OLD."at", OLD."event_type", OLD."detail") IS DISTINCT FROM
    (NEW."event_id", NEW."sequence", NEW."at", NEW."event_type", NEW."detail") OR
    (OLD."account_id", OLD."ak", OLD."ir", OLD."token_ref") IS DISTINCT FROM
    (NEW."account_id", NEW."ak", NEW."ir", NEW."token_ref")
  )
  EXECUTE FUNCTION refuse_change();

-- A re-identification ends once.
CREATE FUNCTION refuse_second_outcome() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a re-identification ends once';
END
$$;

-- IS NOT DISTINCT FROM, since a comparison with NULL is neither true nor false: an outcome could be taken
-- back. Only one that is bound to a return may still expire.
CREATE TRIGGER reidentifications_end_once BEFORE UPDATE ON "reidentifications"
  FOR EACH ROW
  WHEN (OLD."outcome" IS NOT NULL AND OLD."outcome" IS DISTINCT FROM NEW."outcome"
        AND NOT (OLD."outcome" = 'confirmed' AND NEW."outcome" IS NOT DISTINCT FROM 'expired'
                 AND OLD."bind_return" AND NEW."return_code_shown_at" IS NULL))
  EXECUTE FUNCTION refuse_second_outcome();

-- Triggers for each row do not see TRUNCATE.
CREATE TRIGGER access_record_changes_not_emptied BEFORE TRUNCATE ON "access_record_changes"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER access_records_not_emptied BEFORE TRUNCATE ON "access_records"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_events_not_emptied BEFORE TRUNCATE ON "audit_events"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

INSERT INTO "audit_head" ("id", "position", "hash") VALUES (1, 0, '');
