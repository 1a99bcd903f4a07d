-- CreateEnum
CREATE TYPE "NodeKind" AS ENUM ('folder', 'file');

-- CreateTable
CREATE TABLE "Node" (
    "id" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "parentId" UUID,
    "kind" "NodeKind" NOT NULL,
    "isFolder" BOOLEAN NOT NULL,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "versionId" UUID,
    "sizeBytes" BIGINT NOT NULL DEFAULT 0,
    "mime" TEXT NOT NULL DEFAULT '',
    "creatorId" UUID,
    "editorId" UUID,
    "modseq" BIGINT NOT NULL,
    "createdModseq" BIGINT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deletedAt" TIMESTAMPTZ(3),
    "purgedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Node_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NodeVersion" (
    "id" UUID NOT NULL,
    "nodeId" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "blobHash" BYTEA NOT NULL,
    "sizeBytes" BIGINT NOT NULL,
    "crc" INTEGER NOT NULL,
    "mime" TEXT NOT NULL,
    "authorId" UUID,
    "isKept" BOOLEAN NOT NULL DEFAULT false,
    "note" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "NodeVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NodeStar" (
    "accountId" UUID NOT NULL,
    "nodeId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "NodeStar_pkey" PRIMARY KEY ("accountId","nodeId")
);

-- CreateTable
CREATE TABLE "NodeVisit" (
    "accountId" UUID NOT NULL,
    "nodeId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "NodeVisit_pkey" PRIMARY KEY ("accountId","nodeId")
);

-- CreateTable
CREATE TABLE "NodeEvent" (
    "id" UUID NOT NULL,
    "nodeId" UUID NOT NULL,
    "accountId" UUID,
    "verb" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "NodeEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FileUpload" (
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "parentId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "sizeBytes" BIGINT NOT NULL,
    "receivedBytes" BIGINT NOT NULL DEFAULT 0,
    "whenTaken" TEXT NOT NULL DEFAULT 'refuse',
    "nodeId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "FileUpload_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Node_versionId_key" ON "Node"("versionId");

-- CreateIndex
CREATE INDEX "Node_spaceId_modseq_idx" ON "Node"("spaceId", "modseq");

-- CreateIndex
CREATE INDEX "NodeVersion_blobHash_idx" ON "NodeVersion"("blobHash");

-- CreateIndex
CREATE UNIQUE INDEX "NodeVersion_nodeId_number_key" ON "NodeVersion"("nodeId", "number");

-- CreateIndex
CREATE INDEX "NodeStar_nodeId_idx" ON "NodeStar"("nodeId");

-- CreateIndex
CREATE INDEX "NodeVisit_accountId_at_idx" ON "NodeVisit"("accountId", "at");

-- CreateIndex
CREATE INDEX "NodeVisit_nodeId_idx" ON "NodeVisit"("nodeId");

-- CreateIndex
CREATE INDEX "NodeEvent_nodeId_id_idx" ON "NodeEvent"("nodeId", "id");

-- CreateIndex
CREATE INDEX "FileUpload_accountId_idx" ON "FileUpload"("accountId");

-- CreateIndex
CREATE INDEX "FileUpload_expiresAt_idx" ON "FileUpload"("expiresAt");

-- AddForeignKey
ALTER TABLE "Node" ADD CONSTRAINT "Node_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Node"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Node" ADD CONSTRAINT "Node_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "NodeVersion"("id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NodeVersion" ADD CONSTRAINT "NodeVersion_nodeId_fkey" FOREIGN KEY ("nodeId") REFERENCES "Node"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NodeStar" ADD CONSTRAINT "NodeStar_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NodeStar" ADD CONSTRAINT "NodeStar_nodeId_fkey" FOREIGN KEY ("nodeId") REFERENCES "Node"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NodeVisit" ADD CONSTRAINT "NodeVisit_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NodeVisit" ADD CONSTRAINT "NodeVisit_nodeId_fkey" FOREIGN KEY ("nodeId") REFERENCES "Node"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NodeEvent" ADD CONSTRAINT "NodeEvent_nodeId_fkey" FOREIGN KEY ("nodeId") REFERENCES "Node"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FileUpload" ADD CONSTRAINT "FileUpload_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's language cannot say.

-- Lists are sorted byte by byte, the same in every installation.
ALTER TABLE "Node" ALTER COLUMN "nameKey" TYPE TEXT COLLATE "C";
ALTER TABLE "Node" ALTER COLUMN "mime" TYPE TEXT COLLATE "C";

CREATE UNIQUE INDEX "Node_one_root" ON "Node" ("spaceId") WHERE "parentId" IS NULL;
CREATE UNIQUE INDEX "Node_name" ON "Node" ("parentId", "name") WHERE "deletedAt" IS NULL;
CREATE INDEX "Node_parentId_idx" ON "Node" ("parentId");
CREATE INDEX "Node_by_name" ON "Node" ("parentId", "isFolder", "nameKey", "id") WHERE "deletedAt" IS NULL;
CREATE INDEX "Node_by_size" ON "Node" ("parentId", "isFolder", "sizeBytes", "nameKey", "id") WHERE "deletedAt" IS NULL;
CREATE INDEX "Node_by_time" ON "Node" ("parentId", "isFolder", "updatedAt", "nameKey", "id") WHERE "deletedAt" IS NULL;
CREATE INDEX "Node_by_type" ON "Node" ("parentId", "isFolder", "mime", "nameKey", "id") WHERE "deletedAt" IS NULL;
CREATE INDEX "Node_trash" ON "Node" ("spaceId", "deletedAt") WHERE "deletedAt" IS NOT NULL;

ALTER TABLE "Node" ADD CONSTRAINT "Node_name_form" CHECK (
  octet_length("name") BETWEEN 1 AND 255 AND "name" !~ '[/\x01-\x1f\x7f]' AND "name" NOT IN ('.', '..') AND "name" = btrim("name") AND "name" IS NFC NORMALIZED);
ALTER TABLE "Node" ADD CONSTRAINT "Node_kind" CHECK (
  "isFolder" = ("kind" = 'folder') AND (("kind" = 'file') = ("versionId" IS NOT NULL)) AND ("kind" = 'file' OR "sizeBytes" = 0));
ALTER TABLE "Node" ADD CONSTRAINT "Node_place" CHECK (
  "parentId" <> "id" AND ("parentId" IS NOT NULL OR ("kind" = 'folder' AND "deletedAt" IS NULL)) AND ("purgedAt" IS NULL OR "deletedAt" IS NOT NULL));
ALTER TABLE "Node" ADD CONSTRAINT "Node_description" CHECK (char_length("description") <= 4096);
ALTER TABLE "Node" ADD CONSTRAINT "Node_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "NodeVersion" ADD CONSTRAINT "NodeVersion_form" CHECK ("number" > 0 AND "sizeBytes" >= 0 AND octet_length("blobHash") = 32);
ALTER TABLE "NodeVersion" ADD CONSTRAINT "NodeVersion_blobHash_fkey" FOREIGN KEY ("blobHash") REFERENCES "Blob"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "FileUpload" ADD CONSTRAINT "FileUpload_form" CHECK (
  "sizeBytes" >= 0 AND "receivedBytes" BETWEEN 0 AND "sizeBytes" AND "whenTaken" IN ('refuse', 'both', 'replace'));

-- Versions count into what their space takes, the trash among them.
CREATE FUNCTION count_version_bytes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    UPDATE "Space" s SET "usedBytes" = s."usedBytes" + c.bytes
    FROM (SELECT "spaceId", sum("sizeBytes") AS bytes FROM added GROUP BY 1) c WHERE s."id" = c."spaceId";
  ELSIF TG_OP = 'DELETE' THEN
    UPDATE "Space" s SET "usedBytes" = s."usedBytes" - c.bytes
    FROM (SELECT "spaceId", sum("sizeBytes") AS bytes FROM removed GROUP BY 1) c WHERE s."id" = c."spaceId";
  ELSE
    UPDATE "Space" s SET "usedBytes" = s."usedBytes" + c.bytes
    FROM (SELECT "spaceId", sum(bytes) AS bytes FROM (
        SELECT "spaceId", "sizeBytes" AS bytes FROM added UNION ALL SELECT "spaceId", -"sizeBytes" FROM removed) d
      GROUP BY 1 HAVING sum(bytes) <> 0) c
    WHERE s."id" = c."spaceId";
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "NodeVersion_added_bytes" AFTER INSERT ON "NodeVersion" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_version_bytes();
CREATE TRIGGER "NodeVersion_removed_bytes" AFTER DELETE ON "NodeVersion" REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION count_version_bytes();
CREATE TRIGGER "NodeVersion_changed_bytes" AFTER UPDATE ON "NodeVersion" REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_version_bytes();

-- Entries of Files are shared by grants too.
ALTER TABLE "Grant" DROP CONSTRAINT "Grant_words";
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_words" CHECK ("objectKind" IN ('mailbox', 'account', 'node') AND "subjectKind" IN ('account', 'group', 'domain')
  AND "rights" <@ ARRAY['read', 'comment', 'write', 'insert', 'delete', 'manage', 'sendAs', 'sendOnBehalf'] AND cardinality("rights") > 0);
