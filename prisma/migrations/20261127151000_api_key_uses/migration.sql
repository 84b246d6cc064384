-- AlterTable
ALTER TABLE "api_keys" ADD COLUMN     "last_used_for" TEXT,
ADD COLUMN     "last_used_from" TEXT;

-- CreateTable
CREATE TABLE "api_key_uses" (
    "workspace_id" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "api_key_uses_pkey" PRIMARY KEY ("workspace_id","key_id","hour")
);

-- CreateIndex
CREATE INDEX "api_key_uses_hour_idx" ON "api_key_uses"("hour");

-- AddForeignKey
ALTER TABLE "api_key_uses" ADD CONSTRAINT "api_key_uses_workspace_id_key_id_fkey" FOREIGN KEY ("workspace_id", "key_id") REFERENCES "api_keys"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
