-- AlterTable
ALTER TABLE "notification_rules" ADD COLUMN     "quiet_from" INTEGER,
ADD COLUMN     "quiet_to" INTEGER;
