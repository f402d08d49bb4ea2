-- CreateTable
CREATE TABLE "access_record_tallies" (
    "id" BIGSERIAL NOT NULL,
    "account_id" TEXT NOT NULL,
    "state" "access_state" NOT NULL,
    "legal_basis" TEXT,
    "amount" BIGINT NOT NULL,

    CONSTRAINT "access_record_tallies_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "access_record_tallies_account_id_idx" ON "access_record_tallies"("account_id");

-- Counting a register's records would read them all: each change of how many there are is noted instead.
CREATE FUNCTION tally_new_access_records() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO access_record_tallies (account_id, state, legal_basis, amount)
  SELECT account_id, state, legal_basis, count(*) FROM new_rows
   GROUP BY account_id, state, legal_basis;
  RETURN NULL;
END $$;

CREATE FUNCTION tally_changed_access_records() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO access_record_tallies (account_id, state, legal_basis, amount)
  SELECT account_id, state, legal_basis, sum(amount)
    FROM (SELECT account_id, state, legal_basis, 1 AS amount FROM new_rows
           UNION ALL
          SELECT account_id, state, legal_basis, -1 FROM old_rows) AS change
   GROUP BY account_id, state, legal_basis HAVING sum(amount) <> 0;
  RETURN NULL;
END $$;

-- Before the triggers, and with writers kept out: no record is counted twice or not at all.
LOCK TABLE "access_records" IN SHARE ROW EXCLUSIVE MODE;
INSERT INTO "access_record_tallies" ("account_id", "state", "legal_basis", "amount")
SELECT "account_id", "state", "legal_basis", count(*) FROM "access_records"
 GROUP BY "account_id", "state", "legal_basis";

-- No record is ever deleted: a trigger of its own refuses that.
CREATE TRIGGER access_records_tally_new AFTER INSERT ON "access_records"
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION tally_new_access_records();
CREATE TRIGGER access_records_tally_changed AFTER UPDATE ON "access_records"
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION tally_changed_access_records();
