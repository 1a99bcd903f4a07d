-- CreateEnum
CREATE TYPE "TransferKind" AS ENUM ('import', 'account', 'export');

-- CreateEnum
CREATE TYPE "TransferState" AS ENUM ('receiving', 'looking', 'looked', 'running', 'ended');

-- CreateTable
CREATE TABLE "Transfer" (
    "id" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "kind" "TransferKind" NOT NULL,
    "state" "TransferState" NOT NULL,
    "name" TEXT NOT NULL,
    "sizeBytes" BIGINT NOT NULL DEFAULT 0,
    "receivedBytes" BIGINT NOT NULL DEFAULT 0,
    "workId" UUID,
    "result" JSONB NOT NULL DEFAULT '{}',
    "modseq" BIGINT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Transfer_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Transfer_spaceId_createdAt_idx" ON "Transfer"("spaceId", "createdAt");

-- CreateIndex
CREATE INDEX "Transfer_accountId_idx" ON "Transfer"("accountId");

-- CreateIndex
CREATE INDEX "Transfer_expiresAt_idx" ON "Transfer"("expiresAt");

-- AddForeignKey
ALTER TABLE "Transfer" ADD CONSTRAINT "Transfer_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
