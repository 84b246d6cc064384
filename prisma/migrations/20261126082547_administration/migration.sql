-- AlterTable
ALTER TABLE "workspaces" ADD COLUMN     "settle_due_at" TIMESTAMPTZ(3),
ADD COLUMN     "setup" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "members" ADD COLUMN     "notices_read" TEXT COLLATE "C";

-- AlterTable
ALTER TABLE "api_keys" ADD COLUMN     "replaced_by" TEXT COLLATE "C";

-- AlterTable
ALTER TABLE "email_messages" ADD COLUMN     "attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "category" TEXT NOT NULL DEFAULT 'other',
ADD COLUMN     "claimed_until" TIMESTAMPTZ(3),
ADD COLUMN     "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "sealed_link" TEXT;

-- AlterTable
ALTER TABLE "notices" DROP COLUMN "read_at",
ADD COLUMN     "dedupe_key" TEXT;

-- CreateTable
CREATE TABLE "notification_rules" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "category" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "roles" "role"[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "notification_rules_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "saved_views" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "user_id" TEXT COLLATE "C" NOT NULL,
    "page" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_views_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "notification_rules_workspace_id_id_key" ON "notification_rules"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "notification_rules_workspace_id_category_key" ON "notification_rules"("workspace_id", "category");

-- CreateIndex
CREATE INDEX "saved_views_workspace_id_page_created_at_idx" ON "saved_views"("workspace_id", "page", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "saved_views_workspace_id_id_key" ON "saved_views"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "email_messages_workspace_id_id_key" ON "email_messages"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "notices_workspace_id_dedupe_key_key" ON "notices"("workspace_id", "dedupe_key");

-- CreateIndex
CREATE INDEX "audit_entries_workspace_id_actor_id_created_at_idx" ON "audit_entries"("workspace_id", "actor_id", "created_at");

-- CreateIndex
CREATE INDEX "audit_entries_workspace_id_action_created_at_idx" ON "audit_entries"("workspace_id", "action", "created_at");

-- AddForeignKey
ALTER TABLE "notification_rules" ADD CONSTRAINT "notification_rules_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand: rows that are already there need a category, new ones name theirs.
ALTER TABLE "email_messages" ALTER COLUMN "category" DROP DEFAULT;

-- By hand: what the sender of mail and the job that settles workspaces look for.
CREATE INDEX "email_messages_due_idx" ON "email_messages" ("next_attempt_at") WHERE "state" = 'queued';
CREATE INDEX "workspaces_settle_idx" ON "workspaces" ("settle_due_at") WHERE "settle_due_at" IS NOT NULL;
CREATE INDEX "workspaces_deleted_idx" ON "workspaces" ("deleted_at") WHERE "deleted_at" IS NOT NULL;
