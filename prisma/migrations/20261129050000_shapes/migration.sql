-- A deleted subscription is kept, unseen, until what was queued for it has been tried: the same URL may be
-- subscribed to again meanwhile.
ALTER TABLE "webhooks" ADD COLUMN "deleted_at" TIMESTAMPTZ(3);
DROP INDEX "webhooks_account_id_callback_target_key";
CREATE UNIQUE INDEX "webhooks_account_id_callback_target_key" ON "webhooks" ("account_id", "callback_target")
  WHERE "deleted_at" IS NULL;

-- An empty list meant all events. Who subscribed to all of them goes on getting all.
UPDATE "webhooks"
   SET "event_types" = ARRAY['consent.withdrawal', 'consent.expiring', 'tenancy.change', 'credential.registered']
 WHERE cardinality("event_types") = 0;

-- The latest suspension is told also after it has ended: the audit knows when it began.
UPDATE "accounts" AS account
   SET "suspended_at" = suspension."at"
  FROM (
    SELECT "detail" ->> 'account' AS id, max("at") AS "at"
      FROM "audit_events" WHERE "event_type" = 'account.suspended' GROUP BY 1
  ) AS suspension
 WHERE suspension.id = account."id" AND account."suspended_at" IS NULL;

-- A controller's address becomes an object. It is split only where that is beyond doubt: parts between
-- commas or on lines of their own, the last of them with a postcode, and a town before it. What lies
-- between the first line and the town is the second line: which of it is a county nobody can tell.
-- Null: it cannot be split.
CREATE FUNCTION pg_temp.split_address(address text) RETURNS json LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  parts text[];
  postcode text[];
  second text;
BEGIN
  SELECT array_agg(part ORDER BY place) INTO parts
    FROM (
      SELECT regexp_replace(btrim(piece, E' \t\r.'), '\s+', ' ', 'g') AS part, place
        FROM regexp_split_to_table(address, '[,;\n]') WITH ORDINALITY AS pieces (piece, place)
    ) AS read
   WHERE part <> '' AND part !~* '^(?:uk|u\.k|united kingdom|great britain|england|wales|cymru|scotland|northern ireland)$';
  IF parts IS NULL THEN RETURN NULL; END IF;
  postcode := regexp_match(
    parts[cardinality(parts)],
    '^(.*?)\s*\m([A-Za-z]{1,2}[0-9][0-9A-Za-z]?)\s?([0-9][A-Za-z]{2})$');
  IF postcode IS NULL THEN RETURN NULL; END IF;
  parts := parts[1:cardinality(parts) - 1];
  IF postcode[1] <> '' THEN parts := parts || postcode[1]; END IF;
  IF cardinality(parts) < 2 THEN RETURN NULL; END IF;
  second := array_to_string(parts[2:cardinality(parts) - 1], ', ');
  IF length(parts[1]) > 100 OR length(second) > 100 OR length(parts[cardinality(parts)]) > 100 THEN
    RETURN NULL;
  END IF;
  RETURN json_build_object(
    'addressLine1', parts[1],
    'addressLine2', nullif(second, ''),
    'townCity', parts[cardinality(parts)],
    'county', NULL,
    'postcode', upper(postcode[2] || ' ' || postcode[3]));
END $$;

-- Every address of a document that is a text, one after the other; without what cannot be split.
CREATE FUNCTION pg_temp.with_split_addresses(document text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  found text[];
  split json;
BEGIN
  LOOP
    found := regexp_match(document, '(,\s*"address"\s*:\s*)("(?:[^"\\]|\\.)*")');
    IF found IS NULL THEN RETURN document; END IF;
    split := pg_temp.split_address(found[2]::json #>> '{}');
    document := replace(
      document, found[1] || found[2],
      CASE WHEN split IS NULL THEN '' ELSE ',"address":' || split::text END);
  END LOOP;
END $$;

-- What could not be split is left out of the record, and stays in its history: the document as it was.
WITH old AS (
  SELECT "ak", "state", "document" FROM "access_records"
   WHERE "document"::text ~ '"address"\s*:\s*"'
     AND EXISTS (
       SELECT 1
         FROM json_array_elements("document" #> '{record-metadata,controller-arrangement,controllers}') AS controller
        WHERE json_typeof(controller -> 'address') = 'string'
          AND pg_temp.split_address(controller ->> 'address') IS NULL)
)
INSERT INTO "access_record_changes" ("id", "ak", "at", "state", "cause", "account_id", "replaced")
SELECT 'evt_' || left(replace(gen_random_uuid()::text, '-', ''), 24), "ak", now(), "state", 'converted', NULL, "document"
  FROM old;

UPDATE "access_records"
   SET "document" = pg_temp.with_split_addresses("document"::text)::json
 WHERE "document"::text ~ '"address"\s*:\s*"';

-- What was not given is left out of the stored documents, where it was null. No text can look like such a
-- member: within one every quote is escaped. The documents keep their order, and so they are read as text.
UPDATE "access_records"
   SET "document" = regexp_replace(
         "document"::text,
         ',\s*"(?:address|privacy-rights-url|notice-language|data-source|recipients|privacy-url|controller-reference|method)"\s*:\s*null',
         '', 'g')::json
 WHERE "document"::text ~ '"(?:address|privacy-rights-url|notice-language|data-source|recipients|privacy-url|controller-reference|method)"\s*:\s*null';

-- Of what the DCC saw nobody gave a legal basis or a purpose.
UPDATE "access_records"
   SET "document" = regexp_replace("document"::text, '"(?:legal-basis|purpose)"\s*:\s*null\s*,\s*', '', 'g')::json
 WHERE "state" = 'DISCOVERED';
