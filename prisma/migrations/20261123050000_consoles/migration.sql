-- CreateEnum
CREATE TYPE "console_realm" AS ENUM ('data-user', 'operator');

-- CreateEnum
CREATE TYPE "console_proof" AS ENUM ('secret', 'passkey');

-- CreateTable
CREATE TABLE "console_sessions" (
    "id" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "realm" "console_realm" NOT NULL,
    "account_id" TEXT NOT NULL,
    "proved_by" "console_proof" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "authenticated_at" TIMESTAMPTZ(3) NOT NULL,
    "challenge_hash" TEXT,
    "challenge_until" TIMESTAMPTZ(3),
    "parcel" BYTEA,

    CONSTRAINT "console_sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "console_passkeys" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "user_handle" BYTEA NOT NULL,
    "webauthn_id" TEXT NOT NULL,
    "public_key" BYTEA NOT NULL,
    "counter" BIGINT NOT NULL,
    "transports" TEXT[],
    "backup_eligible" BOOLEAN NOT NULL,
    "backed_up" BOOLEAN NOT NULL,
    "aaguid" TEXT NOT NULL,
    "name" TEXT,
    "registered_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "console_passkeys_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "console_sessions_token_hash_key" ON "console_sessions"("token_hash");

-- CreateIndex
CREATE INDEX "console_sessions_account_id_realm_idx" ON "console_sessions"("account_id", "realm");

-- CreateIndex
CREATE INDEX "console_sessions_expires_at_idx" ON "console_sessions"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "console_passkeys_webauthn_id_key" ON "console_passkeys"("webauthn_id");

-- CreateIndex
CREATE INDEX "console_passkeys_account_id_idx" ON "console_passkeys"("account_id");

-- CreateIndex
CREATE INDEX "reidentifications_account_id_outcome_outcome_at_idx" ON "reidentifications"("account_id", "outcome", "outcome_at");

-- AddForeignKey
ALTER TABLE "console_sessions" ADD CONSTRAINT "console_sessions_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "console_passkeys" ADD CONSTRAINT "console_passkeys_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A Data User looks its records up by its own reference.
CREATE INDEX "access_records_controller_reference_idx" ON "access_records" ("account_id", ("document" #>> '{access-event,controller-reference}'), "created_at", "ak")
  WHERE "document" #>> '{access-event,controller-reference}' IS NOT NULL;

-- The overview of a Data User warns of passkeys that counted backwards.
CREATE INDEX "audit_events_counter_idx" ON "audit_events" ("at") WHERE "event_type" = 'credential.counter';
