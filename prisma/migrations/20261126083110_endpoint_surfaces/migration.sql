-- AlterTable
ALTER TABLE "endpoint_secrets" ADD COLUMN     "created_by" TEXT;


-- What is held for an endpoint, oldest first: counted for every screen that shows one, and released in this order.
CREATE INDEX "deliveries_held_idx" ON "deliveries" ("endpoint_id", "created_at", "id") WHERE "state" = 'held';
-- The tests of an endpoint, newest first: a rotation asks for the last one, however long the log is.
CREATE INDEX "deliveries_tests_idx" ON "deliveries" ("endpoint_id", "created_at", "id") WHERE "kind" = 'test';
