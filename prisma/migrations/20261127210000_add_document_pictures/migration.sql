-- CreateTable
CREATE TABLE "DocPicture" (
    "nodeId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "blobHash" BYTEA NOT NULL,
    "sizeBytes" BIGINT NOT NULL,
    "mime" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DocPicture_pkey" PRIMARY KEY ("nodeId","id")
);

-- CreateIndex
CREATE INDEX "DocPicture_blobHash_idx" ON "DocPicture"("blobHash");

-- AddForeignKey
ALTER TABLE "DocPicture" ADD CONSTRAINT "DocPicture_nodeId_fkey" FOREIGN KEY ("nodeId") REFERENCES "Document"("nodeId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DocPicture" ADD CONSTRAINT "DocPicture_blobHash_fkey" FOREIGN KEY ("blobHash") REFERENCES "Blob"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Nothing that can run, and nothing that is named by another type than it has.
ALTER TABLE "DocPicture" ADD CONSTRAINT "DocPicture_form" CHECK (
  "sizeBytes" > 0 AND octet_length("blobHash") = 32 AND "mime" IN ('image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'));

-- They count into what their space takes, as versions do.
CREATE TRIGGER "DocPicture_added_bytes" AFTER INSERT ON "DocPicture" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_version_bytes();
CREATE TRIGGER "DocPicture_removed_bytes" AFTER DELETE ON "DocPicture" REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION count_version_bytes();
CREATE TRIGGER "DocPicture_changed_bytes" AFTER UPDATE ON "DocPicture" REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_version_bytes();
