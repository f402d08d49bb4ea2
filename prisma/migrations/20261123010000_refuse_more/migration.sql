-- A re-identification ends once. IS NOT DISTINCT FROM, since a comparison with NULL is neither true nor
-- false: an outcome could be taken back. Only one that is bound to a return may still expire.
DROP TRIGGER reidentifications_end_once ON "reidentifications";
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
