-- AlterTable
ALTER TABLE "Blob" ADD COLUMN     "crcs" BYTEA;
-- Out of the row and as they are, so that the few of a stretch are read and not all of a large file.
ALTER TABLE "Blob" ALTER COLUMN "crcs" SET STORAGE EXTERNAL;
-- One for each piece of 256 kB.
ALTER TABLE "Blob" ADD CONSTRAINT "Blob_crcs" CHECK ("crcs" IS NULL OR octet_length("crcs") = ("sizeBytes" + 262143) / 262144 * 4);
