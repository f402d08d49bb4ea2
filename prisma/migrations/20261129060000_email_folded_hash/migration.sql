-- A look-up by e-mail address folds the case of its local part. The hashes of what is stored already need
-- the address, which the database cannot read: the register makes them after its start, row by row.
ALTER TABLE "identity_records" ADD COLUMN "email_folded_hash" TEXT;

CREATE INDEX "identity_records_email_folded_hash_account_id_idx" ON "identity_records"("email_folded_hash", "account_id");

CREATE INDEX "identity_records_unfolded_idx" ON "identity_records"("ir")
  WHERE "email_hash" IS NOT NULL AND "email_folded_hash" IS NULL;
