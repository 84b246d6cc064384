-- AlterTable
ALTER TABLE "installations" ADD COLUMN     "connected_at" TIMESTAMPTZ(3),
ADD COLUMN     "connected_by" TEXT,
ADD COLUMN     "connected_by_name" TEXT,
ADD COLUMN     "trouble_at" TIMESTAMPTZ(3),
ADD COLUMN     "trouble_code" TEXT;

-- AlterTable
ALTER TABLE "credentials" ADD COLUMN     "refresh_claim" TEXT,
ADD COLUMN     "refresh_until" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "oauth_states" DROP COLUMN "return_to",
DROP COLUMN "settings",
DROP COLUMN "used_at",
ADD COLUMN     "input" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "installation_id" TEXT COLLATE "C",
ADD COLUMN     "scopes" TEXT[];

-- AlterTable
ALTER TABLE "receipts" ADD COLUMN     "attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "claimed_until" TIMESTAMPTZ(3),
ADD COLUMN     "livemode" BOOLEAN,
ADD COLUMN     "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "occurred_at" TIMESTAMPTZ(3),
ADD COLUMN     "waits_for" TEXT,
ALTER COLUMN "body" SET DATA TYPE TEXT USING encode("body", 'base64');

-- CreateIndex
CREATE INDEX "oauth_states_expires_at_idx" ON "oauth_states"("expires_at");

-- AddForeignKey
ALTER TABLE "oauth_states" ADD CONSTRAINT "oauth_states_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "oauth_states" ADD CONSTRAINT "oauth_states_workspace_id_installation_id_fkey" FOREIGN KEY ("workspace_id", "installation_id") REFERENCES "installations"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One account at a provider belongs to one workspace at a time: what it sends must have one place to go.
DROP INDEX "installations_account_key";
CREATE UNIQUE INDEX "installations_account_key" ON "installations" ("provider", "external_account_id", "external_mode") NULLS NOT DISTINCT
  WHERE "status" <> 'disconnected' AND "external_account_id" IS NOT NULL;

-- What waits to be processed, by when it is due.
DROP INDEX "receipts_unprocessed_idx";
CREATE INDEX "receipts_unprocessed_idx" ON "receipts" ("next_attempt_at") WHERE "state" = 'received';
CREATE INDEX "receipts_waiting_idx" ON "receipts" ("workspace_id", "waits_for") WHERE "waits_for" IS NOT NULL;

CREATE TRIGGER "receipts_wake" AFTER INSERT ON "receipts" FOR EACH STATEMENT EXECUTE FUNCTION linquid_wake_work('receipt');
