-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "confirmed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- A session that is there was confirmed when it began.
UPDATE "sessions" SET "confirmed_at" = "created_at";
