-- AlterTable
ALTER TABLE "OutboundMessage" ADD COLUMN     "ownerSpaceId" UUID,
ADD COLUMN     "sentCopy" "SentCopy";
