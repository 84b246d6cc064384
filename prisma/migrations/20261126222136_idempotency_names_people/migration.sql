-- AlterTable
ALTER TABLE "idempotency_records" ADD COLUMN     "names_people" BOOLEAN NOT NULL DEFAULT true;

-- The few that are looked through when a customer is erased, among the many that only tell an id.
CREATE INDEX "idempotency_records_people" ON "idempotency_records"("workspace_id", "key") WHERE "names_people";
