-- A document's history is the versions of its node. Several people may have written one; most are made by themselves.
ALTER TABLE "NodeVersion" ADD COLUMN "authors" UUID[] NOT NULL DEFAULT '{}';
ALTER TABLE "NodeVersion" ADD COLUMN "isAutomatic" BOOLEAN NOT NULL DEFAULT false;

-- What came after the newest version: from when, until when, and by whom. Of updates that were put together nobody knows that any more.
ALTER TABLE "Document" ADD COLUMN "versionSeq" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "Document" ADD COLUMN "changedSince" TIMESTAMPTZ(3);
ALTER TABLE "Document" ADD COLUMN "changedAt" TIMESTAMPTZ(3);
ALTER TABLE "Document" ADD COLUMN "changedBy" UUID[] NOT NULL DEFAULT '{}';

-- What was written before is in no version yet.
UPDATE "Document" d SET
  "changedSince" = coalesce((SELECT min(u."at") FROM "DocUpdate" u WHERE u."nodeId" = d."nodeId"), (SELECT s."at" FROM "DocState" s WHERE s."nodeId" = d."nodeId"), now()),
  "changedAt" = coalesce((SELECT max(u."at") FROM "DocUpdate" u WHERE u."nodeId" = d."nodeId"), (SELECT s."at" FROM "DocState" s WHERE s."nodeId" = d."nodeId"), now()),
  "changedBy" = ARRAY(SELECT DISTINCT u."authorId" FROM "DocUpdate" u WHERE u."nodeId" = d."nodeId" AND u."authorId" IS NOT NULL)
WHERE d."seq" > 0;

ALTER TABLE "Document" ADD CONSTRAINT "Document_changed" CHECK (
  "versionSeq" BETWEEN 0 AND "seq" AND ("changedSince" IS NULL) = ("changedAt" IS NULL) AND ("changedSince" IS NOT NULL OR "changedBy" = '{}'));

-- The time of the first change alone: it stays while people write on, so that their updates touch no index.
CREATE INDEX "Document_changedSince_idx" ON "Document"("changedSince") WHERE "changedSince" IS NOT NULL;
