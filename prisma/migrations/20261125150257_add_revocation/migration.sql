-- AlterTable
ALTER TABLE "Grant" ADD COLUMN     "revokedAt" TIMESTAMPTZ(3);
