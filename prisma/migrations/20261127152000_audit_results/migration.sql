-- AlterTable
ALTER TABLE "audit_entries" ADD COLUMN     "result" TEXT NOT NULL DEFAULT 'done';

-- The few that were refused, among the many that were done.
CREATE INDEX "audit_entries_denied" ON "audit_entries"("workspace_id", "created_at", "id") WHERE "result" = 'denied';
