-- DropIndex
DROP INDEX "SearchDoc_spaceId_kind_at_idx";

-- CreateIndex
CREATE INDEX "SearchDoc_spaceId_kind_at_objectId_idx" ON "SearchDoc"("spaceId", "kind", "at" DESC, "objectId" DESC);

-- What came in just now is few among many.
CREATE INDEX "Message_unindexed" ON "Message" ("spaceId", "internalDate" DESC, "id" DESC) WHERE NOT "isIndexed";
-- The index gained words with marks of their fields: everything is read for it once more.
UPDATE "Message" SET "isIndexed" = false WHERE "isIndexed";
