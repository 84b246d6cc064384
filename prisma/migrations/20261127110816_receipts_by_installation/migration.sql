-- What waits to be processed, by integration and when it is due: each is worked on by itself.
DROP INDEX "receipts_unprocessed_idx";
CREATE INDEX "receipts_unprocessed_idx" ON "receipts" ("installation_id", "next_attempt_at") WHERE "state" = 'received';
