-- CreateEnum
CREATE TYPE "FileLinkKind" AS ENUM ('download', 'view', 'upload', 'collaborate');

-- AlterTable
ALTER TABLE "FileUpload" ADD COLUMN     "linkId" UUID,
ALTER COLUMN "accountId" DROP NOT NULL;

-- CreateTable
CREATE TABLE "FileLink" (
    "id" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "modseq" BIGINT NOT NULL,
    "nodeId" UUID NOT NULL,
    "kind" "FileLinkKind" NOT NULL,
    "role" TEXT,
    "tokenHash" BYTEA NOT NULL,
    "sealedToken" BYTEA NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "passwordHash" TEXT,
    "expiresAt" TIMESTAMPTZ(3),
    "downloadLimit" INTEGER,
    "downloads" INTEGER NOT NULL DEFAULT 0,
    "uploadLimit" BIGINT,
    "uploadedBytes" BIGINT NOT NULL DEFAULT 0,
    "creatorId" UUID NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),
    "toldAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "FileLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FileLinkEvent" (
    "id" UUID NOT NULL,
    "linkId" UUID NOT NULL,
    "verb" TEXT NOT NULL,
    "nodeId" UUID,
    "name" TEXT NOT NULL DEFAULT '',
    "address" TEXT NOT NULL DEFAULT '',
    "accountId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "FileLinkEvent_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "FileLink_tokenHash_key" ON "FileLink"("tokenHash");

-- CreateIndex
CREATE INDEX "FileLink_nodeId_idx" ON "FileLink"("nodeId");

-- CreateIndex
CREATE INDEX "FileLink_spaceId_modseq_idx" ON "FileLink"("spaceId", "modseq");

-- CreateIndex
CREATE INDEX "FileLink_creatorId_idx" ON "FileLink"("creatorId");

-- CreateIndex
CREATE INDEX "FileLink_revokedAt_idx" ON "FileLink"("revokedAt");

-- CreateIndex
CREATE INDEX "FileLinkEvent_linkId_id_idx" ON "FileLinkEvent"("linkId", "id");

-- CreateIndex
CREATE INDEX "FileLinkEvent_at_idx" ON "FileLinkEvent"("at");

-- CreateIndex
CREATE INDEX "FileUpload_linkId_idx" ON "FileUpload"("linkId");

-- AddForeignKey
ALTER TABLE "FileLink" ADD CONSTRAINT "FileLink_nodeId_fkey" FOREIGN KEY ("nodeId") REFERENCES "Node"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FileLink" ADD CONSTRAINT "FileLink_creatorId_fkey" FOREIGN KEY ("creatorId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FileLinkEvent" ADD CONSTRAINT "FileLinkEvent_linkId_fkey" FOREIGN KEY ("linkId") REFERENCES "FileLink"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FileUpload" ADD CONSTRAINT "FileUpload_linkId_fkey" FOREIGN KEY ("linkId") REFERENCES "FileLink"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "FileLink" ADD CONSTRAINT "FileLink_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "FileLink" ADD CONSTRAINT "FileLink_form" CHECK (
  octet_length("tokenHash") = 32 AND char_length("description") <= 1000 AND ("kind" = 'collaborate') = ("role" IS NOT NULL) AND "role" IN ('read', 'write'));
ALTER TABLE "FileLink" ADD CONSTRAINT "FileLink_limits" CHECK (
  "downloads" >= 0 AND "downloadLimit" > 0 AND ("kind" = 'download' OR "downloadLimit" IS NULL)
  AND "uploadedBytes" >= 0 AND "uploadLimit" > 0 AND ("kind" = 'upload') = ("uploadLimit" IS NOT NULL));
ALTER TABLE "FileLinkEvent" ADD CONSTRAINT "FileLinkEvent_verb" CHECK ("verb" IN ('opened', 'downloaded', 'uploaded', 'joined', 'wrong-code'));

-- An upload is a person's or a visitor's.
ALTER TABLE "FileUpload" ADD CONSTRAINT "FileUpload_owner" CHECK (("accountId" IS NULL) <> ("linkId" IS NULL));
