-- Each space counts its changes by itself: one that moves to another may have a smaller number there.
DROP INDEX "Node_unindexed";
CREATE INDEX "Node_unindexed" ON "Node" ("updatedAt" DESC) WHERE NOT "isFolder" AND "purgedAt" IS NULL AND "indexedModseq" <> "modseq";
