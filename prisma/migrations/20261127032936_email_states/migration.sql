-- AlterEnum
ALTER TYPE "email_state" ADD VALUE 'delayed';
ALTER TYPE "email_state" ADD VALUE 'soft_bounced';
