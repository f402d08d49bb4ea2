-- Of a record that ended long ago the meter point becomes a keyed hash.
ALTER TABLE "access_records" ALTER COLUMN "mpxn" DROP NOT NULL,
ADD COLUMN     "mpxn_hash" TEXT,
ADD COLUMN     "held_at" TIMESTAMPTZ(3),
ADD COLUMN     "hold_reason" TEXT,
ADD CONSTRAINT "access_records_one_meter_point" CHECK (("mpxn" IS NULL) <> ("mpxn_hash" IS NULL)),
ADD CONSTRAINT "access_records_hold_has_reason" CHECK (("held_at" IS NULL) = ("hold_reason" IS NULL));

ALTER TABLE "discovered_accesses" ALTER COLUMN "mpxn" DROP NOT NULL;

-- A record is held, with all that belongs to it.
DROP INDEX "confirmation_evidence_unused_idx";
ALTER TABLE "confirmation_evidence" DROP COLUMN "held";
CREATE INDEX "confirmation_evidence_unused_idx" ON "confirmation_evidence"("created_at")
  WHERE "ak" IS NULL;

-- CreateIndex
-- Looked through for records that ended long ago: a revoked one ended before its expiry.
CREATE INDEX "access_records_ended_idx" ON "access_records" ((coalesce("revoked_at", "expiry")))
  WHERE "state" IN ('EXPIRED', 'REVOKED') AND "mpxn" IS NOT NULL AND "held_at" IS NULL;

-- CreateIndex
CREATE INDEX "access_records_mpxn_hash_idx" ON "access_records"("mpxn_hash");

-- CreateIndex
CREATE INDEX "reidentifications_used_for_ak_idx" ON "reidentifications"("used_for_ak");

-- CreateIndex
CREATE INDEX "discovered_accesses_superseded_by_idx" ON "discovered_accesses"("superseded_by");

-- The only update that a change of a record ever sees: with its record it loses whom it was about.
CREATE FUNCTION refuse_change_but_unlinking() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."ir" IS NULL AND NEW."replaced_ir" IS NULL AND NEW."replaced_confirmation_ref" IS NULL
     AND NEW."replaced" #>> '{record-metadata,identity-record-ref}' IS NULL
     AND (OLD."id", OLD."ak", OLD."at", OLD."state", OLD."cause", OLD."reason", OLD."account_id")
         IS NOT DISTINCT FROM
         (NEW."id", NEW."ak", NEW."at", NEW."state", NEW."cause", NEW."reason", NEW."account_id")
     AND (OLD."replaced_legal_basis", OLD."replaced_registered_at", OLD."replaced_expiry",
          OLD."replaced_since", OLD."replaced_confirmation"::jsonb,
          OLD."replaced"::jsonb #- '{record-metadata,identity-record-ref}')
         IS NOT DISTINCT FROM
         (NEW."replaced_legal_basis", NEW."replaced_registered_at", NEW."replaced_expiry",
          NEW."replaced_since", NEW."replaced_confirmation"::jsonb,
          NEW."replaced"::jsonb #- '{record-metadata,identity-record-ref}')
     AND EXISTS (SELECT 1 FROM "access_records" WHERE "ak" = OLD."ak" AND "mpxn" IS NULL)
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END
$$;

DROP TRIGGER access_record_changes_append_only ON "access_record_changes";
CREATE TRIGGER access_record_changes_kept BEFORE DELETE ON "access_record_changes"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER access_record_changes_append_only BEFORE UPDATE ON "access_record_changes"
  FOR EACH ROW EXECUTE FUNCTION refuse_change_but_unlinking();
