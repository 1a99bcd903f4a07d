-- AlterTable
ALTER TABLE "Node" ADD COLUMN     "indexedModseq" BIGINT NOT NULL DEFAULT -1,
ADD COLUMN     "indexedOf" UUID;

-- AlterTable
ALTER TABLE "SearchDoc" ADD COLUMN     "plain" TEXT NOT NULL DEFAULT '';

-- What is not in the index of words as it is now is few among many.
CREATE INDEX "Node_unindexed" ON "Node" ("updatedAt" DESC) WHERE NOT "isFolder" AND "purgedAt" IS NULL AND "indexedModseq" < "modseq";
