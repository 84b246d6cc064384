-- AlterTable
ALTER TABLE "notification_rules" ADD COLUMN     "slack" BOOLEAN NOT NULL DEFAULT false;
