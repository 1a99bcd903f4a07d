-- CreateEnum
CREATE TYPE "SentCopy" AS ENUM ('own', 'owner', 'both');

-- CreateEnum
CREATE TYPE "HoldingState" AS ENUM ('pending', 'accepted', 'declined');

-- AlterTable
ALTER TABLE "Grant" ADD COLUMN     "byId" UUID,
ADD COLUMN     "includesSubfolders" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "note" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "sentCopy" "SentCopy" NOT NULL DEFAULT 'both';

-- AlterTable
ALTER TABLE "UndoStep" ADD COLUMN     "accountId" UUID;

-- CreateTable
CREATE TABLE "Holding" (
    "grantId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "modseq" BIGINT NOT NULL,
    "state" "HoldingState" NOT NULL DEFAULT 'pending',
    "name" TEXT,
    "tint" SMALLINT,
    "answeredAt" TIMESTAMPTZ(3),

    CONSTRAINT "Holding_pkey" PRIMARY KEY ("grantId","accountId")
);

-- CreateIndex
CREATE INDEX "Holding_accountId_state_idx" ON "Holding"("accountId", "state");

-- CreateIndex
CREATE INDEX "Holding_spaceId_modseq_idx" ON "Holding"("spaceId", "modseq");

-- CreateIndex
CREATE INDEX "Grant_spaceId_idx" ON "Grant"("spaceId");

-- CreateIndex
CREATE INDEX "Grant_expiresAt_idx" ON "Grant"("expiresAt");

-- AddForeignKey
ALTER TABLE "Holding" ADD CONSTRAINT "Holding_grantId_fkey" FOREIGN KEY ("grantId") REFERENCES "Grant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma cannot say.
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_words" CHECK ("objectKind" IN ('mailbox', 'account') AND "subjectKind" IN ('account', 'group', 'domain')
  AND "rights" <@ ARRAY['read', 'write', 'insert', 'delete', 'manage', 'sendAs', 'sendOnBehalf'] AND cardinality("rights") > 0);
ALTER TABLE "Holding" ADD CONSTRAINT "Holding_tint" CHECK ("tint" BETWEEN 0 AND 11);
