-- CreateIndex
-- What still waits for a customer's answer, in their portal: a few rows of the many that ended.
CREATE INDEX "reidentifications_waiting_idx" ON "reidentifications"("ir", "expires_at")
  WHERE "outcome" IS NULL;
