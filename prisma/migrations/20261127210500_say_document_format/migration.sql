-- A document that is an office file in Files: it is written back into that, as the next version of it.

-- AlterTable
ALTER TABLE "Document" ADD COLUMN     "format" TEXT,
ADD COLUMN     "savedSeq" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "savedVersionId" UUID,
ADD COLUMN     "seenSeq" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "seenAt" TIMESTAMPTZ(3),
ADD COLUMN     "unsavedSince" TIMESTAMPTZ(3),
ADD COLUMN     "saveAfter" TIMESTAMPTZ(3);

ALTER TABLE "Document" ADD CONSTRAINT "Document_format" CHECK (
  ("format" IS NULL) = ("savedVersionId" IS NULL) AND ("format" IS NULL OR ("format" IN ('docx', 'odt') AND "kind" = 'text')) AND "savedSeq" >= 0);

-- Few documents are, and those that are saved are not looked at again.
CREATE INDEX "Document_unsaved" ON "Document" ("nodeId") WHERE "format" IS NOT NULL AND "seq" > "savedSeq";
