-- CreateEnum
CREATE TYPE "PreviewState" AS ENUM ('waiting', 'made', 'failed');

-- CreateTable
CREATE TABLE "Preview" (
    "id" UUID NOT NULL,
    "sourceHash" BYTEA NOT NULL,
    "kind" TEXT NOT NULL,
    "want" TEXT NOT NULL,
    "state" "PreviewState" NOT NULL DEFAULT 'waiting',
    "isUrgent" BOOLEAN NOT NULL DEFAULT false,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "leasedUntil" TIMESTAMPTZ(3),
    "reason" TEXT,
    "blobHash" BYTEA,
    "type" TEXT,
    "sizeBytes" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 0,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "madeAt" TIMESTAMPTZ(3),
    "usedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Preview_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Preview_state_askedAt_idx" ON "Preview"("state", "askedAt");

-- CreateIndex
CREATE INDEX "Preview_usedAt_idx" ON "Preview"("usedAt");

-- CreateIndex
CREATE INDEX "Preview_blobHash_idx" ON "Preview"("blobHash");

-- CreateIndex
CREATE UNIQUE INDEX "Preview_sourceHash_kind_want_key" ON "Preview"("sourceHash", "kind", "want");
-- What is made is there, what is not says why.
ALTER TABLE "Preview" ADD CONSTRAINT "Preview_outcome" CHECK (
  ("state" = 'made') = ("blobHash" IS NOT NULL AND "type" IS NOT NULL) AND ("state" = 'failed') = ("reason" IS NOT NULL)
);
