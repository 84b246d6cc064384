-- AlterTable
ALTER TABLE "endpoint_secrets" ADD COLUMN     "recheck_until" TIMESTAMPTZ(3),
ADD COLUMN     "rechecked_at" TIMESTAMPTZ(3);
