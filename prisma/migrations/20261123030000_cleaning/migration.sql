-- A ceremony's age, so that old ones are found without walking the re-identifications, which stay.
ALTER TABLE "ceremonies" ADD COLUMN "created_at" TIMESTAMPTZ(3);
UPDATE "ceremonies" SET "created_at" = "reidentifications"."created_at"
  FROM "reidentifications" WHERE "reidentifications"."token_ref" = "ceremonies"."token_ref";
ALTER TABLE "ceremonies" ALTER COLUMN "created_at" SET NOT NULL;

-- CreateIndex
CREATE INDEX "accounts_previous_secret_until_idx" ON "accounts"("previous_secret_until");

-- CreateIndex
CREATE INDEX "ceremonies_created_at_idx" ON "ceremonies"("created_at");

-- CreateIndex
CREATE INDEX "mails_sent_at_idx" ON "mails"("sent_at");

-- CreateIndex
CREATE INDEX "mails_failed_at_idx" ON "mails"("failed_at");
