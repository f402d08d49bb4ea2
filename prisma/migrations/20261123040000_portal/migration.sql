-- CreateEnum
CREATE TYPE "portal_proof" AS ENUM ('passkey', 'mail', 'supplier');

-- CreateEnum
CREATE TYPE "portal_challenge_purpose" AS ENUM ('sign-in', 'add');

-- AlterTable
ALTER TABLE "identity_records" ADD COLUMN     "portal_opened_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "holders" ADD COLUMN     "mail_wait_until" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "portal_sessions" (
    "id" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "proved_by" "portal_proof" NOT NULL,
    "holder_id" TEXT,
    "credential_id" TEXT,
    "proved_irs" TEXT[],
    "customer_ids" TEXT[],
    "ir" TEXT,
    "customer_id" TEXT,
    "return_url" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "portal_sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "portal_sign_ins" (
    "id" TEXT NOT NULL,
    "browser_hash" TEXT NOT NULL,
    "hint" BYTEA NOT NULL,
    "hint_key_id" TEXT NOT NULL,
    "subject_hash" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "link_key_id" TEXT NOT NULL,
    "ir" TEXT,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "portal_sign_ins_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "portal_challenges" (
    "challenge_hash" TEXT NOT NULL,
    "browser_hash" TEXT NOT NULL,
    "purpose" "portal_challenge_purpose" NOT NULL,
    "session_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "portal_challenges_pkey" PRIMARY KEY ("challenge_hash")
);

-- CreateTable
CREATE TABLE "supplier_customers" (
    "id" TEXT NOT NULL,
    "supplier_id" TEXT NOT NULL,
    "subject_hash" TEXT NOT NULL,
    "mpxn" TEXT NOT NULL,
    "first_proven_at" TIMESTAMPTZ(3) NOT NULL,
    "portal_opened_at" TIMESTAMPTZ(3),

    CONSTRAINT "supplier_customers_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "portal_sessions_token_hash_key" ON "portal_sessions"("token_hash");

-- CreateIndex
CREATE INDEX "portal_sessions_credential_id_idx" ON "portal_sessions"("credential_id");

-- CreateIndex
CREATE INDEX "portal_sessions_expires_at_idx" ON "portal_sessions"("expires_at");

-- CreateIndex
CREATE INDEX "portal_sign_ins_browser_hash_created_at_idx" ON "portal_sign_ins"("browser_hash", "created_at");

-- CreateIndex
CREATE INDEX "portal_sign_ins_expires_at_idx" ON "portal_sign_ins"("expires_at");

-- CreateIndex
CREATE INDEX "portal_challenges_browser_hash_created_at_idx" ON "portal_challenges"("browser_hash", "created_at");

-- CreateIndex
CREATE INDEX "portal_challenges_expires_at_idx" ON "portal_challenges"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "supplier_customers_supplier_id_subject_hash_mpxn_key" ON "supplier_customers"("supplier_id", "subject_hash", "mpxn");

-- AddForeignKey
ALTER TABLE "portal_challenges" ADD CONSTRAINT "portal_challenges_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "portal_sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The history of a meter point shows who looked it up.
CREATE INDEX "audit_events_looked_up_idx" ON "audit_events" (("detail" ->> 'meter-point'), "sequence")
  WHERE "event_type" = 'meter-point.looked-up';
