-- Saves of an office file that follow each other closely are one version of it, which goes on from the first of them.

-- AlterTable
ALTER TABLE "Document" ADD COLUMN     "savesSince" TIMESTAMPTZ(3);
