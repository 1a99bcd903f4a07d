-- CreateEnum
CREATE TYPE "ScanState" AS ENUM ('waiting', 'clean', 'infected', 'tooLarge');

-- CreateTable
CREATE TABLE "BlobScan" (
    "hash" BYTEA NOT NULL,
    "state" "ScanState" NOT NULL DEFAULT 'waiting',
    "found" TEXT NOT NULL DEFAULT '',
    "isHeld" BOOLEAN NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "dueAt" TIMESTAMPTZ(3),
    "failedAt" TIMESTAMPTZ(3),
    "scannedAt" TIMESTAMPTZ(3),

    CONSTRAINT "BlobScan_pkey" PRIMARY KEY ("hash")
);

-- CreateIndex
CREATE INDEX "BlobScan_dueAt_idx" ON "BlobScan"("dueAt");

-- CreateIndex
CREATE INDEX "BlobScan_state_idx" ON "BlobScan"("state");

-- AddForeignKey
ALTER TABLE "BlobScan" ADD CONSTRAINT "BlobScan_hash_fkey" FOREIGN KEY ("hash") REFERENCES "Blob"("hash") ON DELETE CASCADE ON UPDATE CASCADE;

-- What was found is named, and only then.
ALTER TABLE "BlobScan" ADD CONSTRAINT "BlobScan_found_check" CHECK (("state" = 'infected') = ("found" <> ''));
-- An answer that was not given yet is waited for.
ALTER TABLE "BlobScan" ADD CONSTRAINT "BlobScan_due_check" CHECK ("state" <> 'waiting' OR "dueAt" IS NOT NULL);
