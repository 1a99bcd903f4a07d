-- AlterTable
ALTER TABLE "FileLink" ADD COLUMN     "isForMail" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "recipient" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "sentOfId" UUID;

-- AlterTable
ALTER TABLE "OutboundRecipient" ADD COLUMN     "blobHash" BYTEA;

-- CreateIndex
CREATE INDEX "FileLink_sentOfId_idx" ON "FileLink"("sentOfId");

-- CreateIndex
CREATE INDEX "OutboundRecipient_blobHash_idx" ON "OutboundRecipient"("blobHash");

-- AddForeignKey
ALTER TABLE "FileLink" ADD CONSTRAINT "FileLink_sentOfId_fkey" FOREIGN KEY ("sentOfId") REFERENCES "FileLink"("id") ON DELETE CASCADE ON UPDATE CASCADE;
