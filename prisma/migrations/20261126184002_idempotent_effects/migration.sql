-- AlterTable
ALTER TABLE "idempotency_records" ADD COLUMN     "claim" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "effect_at" TIMESTAMPTZ(3);
