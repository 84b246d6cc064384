-- AlterTable
ALTER TABLE "endpoint_health" ADD COLUMN     "certificate_checked_at" TIMESTAMPTZ(3),
ADD COLUMN     "certificate_ends_at" TIMESTAMPTZ(3);
