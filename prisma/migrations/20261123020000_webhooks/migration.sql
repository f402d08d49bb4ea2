-- CreateEnum
CREATE TYPE "webhook_disabled_reason" AS ENUM ('owner', 'failing', 'gone', 'terminated');

-- CreateEnum
CREATE TYPE "delivery_status" AS ENUM ('pending', 'delivered', 'undelivered');

-- CreateTable
CREATE TABLE "webhooks" (
    "wid" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "callback_url" TEXT NOT NULL,
    "callback_target" TEXT NOT NULL,
    "alert_email_sealed" TEXT NOT NULL,
    "notify_days_before" INTEGER NOT NULL,
    "event_types" TEXT[],
    "secret_sealed" TEXT NOT NULL,
    "previous_secret_sealed" TEXT,
    "previous_secret_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "disabled_at" TIMESTAMPTZ(3),
    "disabled_reason" "webhook_disabled_reason",
    "failing_since" TIMESTAMPTZ(3),
    "alerted_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhooks_pkey" PRIMARY KEY ("wid")
);

-- CreateTable
CREATE TABLE "webhook_events" (
    "event_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "event_type" TEXT NOT NULL,
    "payload" JSON NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "webhook_events_pkey" PRIMARY KEY ("event_id")
);

-- CreateTable
CREATE TABLE "webhook_deliveries" (
    "event_id" TEXT NOT NULL,
    "wid" TEXT NOT NULL,
    "subject" TEXT,
    "position" BIGSERIAL NOT NULL,
    "status" "delivery_status" NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "first_tried_at" TIMESTAMPTZ(3),
    "next_attempt_at" TIMESTAMPTZ(3),
    "lease_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY ("event_id","wid")
);

-- CreateTable
CREATE TABLE "webhook_attempts" (
    "id" BIGSERIAL NOT NULL,
    "event_id" TEXT NOT NULL,
    "wid" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "status_code" INTEGER,
    "duration_ms" INTEGER NOT NULL,
    "error" TEXT,

    CONSTRAINT "webhook_attempts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "expiry_notices" (
    "wid" TEXT NOT NULL,
    "ak" TEXT NOT NULL,
    "expiry" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "expiry_notices_pkey" PRIMARY KEY ("wid","ak","expiry")
);

-- CreateIndex
CREATE INDEX "webhooks_account_id_created_at_wid_idx" ON "webhooks"("account_id", "created_at", "wid");

-- CreateIndex
CREATE INDEX "webhooks_created_at_wid_idx" ON "webhooks"("created_at", "wid");

-- CreateIndex
CREATE INDEX "webhooks_active_failing_since_idx" ON "webhooks"("active", "failing_since");

-- CreateIndex
CREATE UNIQUE INDEX "webhooks_account_id_callback_target_key" ON "webhooks"("account_id", "callback_target");

-- CreateIndex
CREATE INDEX "webhook_deliveries_wid_next_attempt_at_position_idx" ON "webhook_deliveries"("wid", "next_attempt_at", "position");

-- CreateIndex
CREATE INDEX "webhook_deliveries_wid_lease_until_idx" ON "webhook_deliveries"("wid", "lease_until");

-- CreateIndex
CREATE INDEX "webhook_deliveries_wid_subject_position_idx" ON "webhook_deliveries"("wid", "subject", "position");

-- CreateIndex
CREATE INDEX "webhook_deliveries_wid_created_at_event_id_idx" ON "webhook_deliveries"("wid", "created_at", "event_id");

-- CreateIndex
CREATE INDEX "webhook_deliveries_wid_status_created_at_event_id_idx" ON "webhook_deliveries"("wid", "status", "created_at", "event_id");

-- CreateIndex
CREATE INDEX "webhook_deliveries_status_next_attempt_at_idx" ON "webhook_deliveries"("status", "next_attempt_at");

-- CreateIndex
CREATE INDEX "webhook_attempts_wid_event_id_id_idx" ON "webhook_attempts"("wid", "event_id", "id");

-- CreateIndex
CREATE INDEX "expiry_notices_expiry_idx" ON "expiry_notices"("expiry");

-- CreateIndex
CREATE INDEX "access_records_account_id_state_expiry_idx" ON "access_records"("account_id", "state", "expiry");

-- AddForeignKey
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "webhook_events"("event_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_wid_fkey" FOREIGN KEY ("wid") REFERENCES "webhooks"("wid") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_attempts" ADD CONSTRAINT "webhook_attempts_event_id_wid_fkey" FOREIGN KEY ("event_id", "wid") REFERENCES "webhook_deliveries"("event_id", "wid") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "expiry_notices" ADD CONSTRAINT "expiry_notices_wid_fkey" FOREIGN KEY ("wid") REFERENCES "webhooks"("wid") ON DELETE CASCADE ON UPDATE CASCADE;

-- What is to do has a time, and nothing else has.
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_pending_has_time" CHECK (("status" = 'pending') = ("next_attempt_at" IS NOT NULL));
