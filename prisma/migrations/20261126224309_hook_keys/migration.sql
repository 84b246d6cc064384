-- AlterTable
ALTER TABLE "endpoints" ADD COLUMN     "api_key_id" TEXT;
