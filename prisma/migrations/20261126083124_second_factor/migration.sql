-- AlterTable
ALTER TABLE "users" ADD COLUMN     "totp_last_step" BIGINT,
ADD COLUMN     "totp_pending" TEXT;
