-- The day on which the DCC first saw an organisation was answered as the instant at which it began in London:
-- in summer that is a time of the day before. It is answered as 00:00 UTC of that day from now on; the column
-- keeps the instant, and so does the history. A quotation mark inside a text is escaped: only the member is found.
UPDATE "access_records" SET "document" = regexp_replace(
    "document"::text,
    '("registered-at"\s*:\s*)"[^"]*"',
    '\1"' || to_char("registered_at" AT TIME ZONE 'Europe/London', 'YYYY-MM-DD') || 'T00:00:00.000Z"')::json
 WHERE "state" = 'DISCOVERED';
