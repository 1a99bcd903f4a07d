-- AlterTable
ALTER TABLE "VapidKey" ADD COLUMN     "sealedKey" BYTEA,
ALTER COLUMN "privateKey" DROP NOT NULL;

-- In one of the two forms, and never in both.
ALTER TABLE "VapidKey" ADD CONSTRAINT "VapidKey_form" CHECK (num_nonnulls("privateKey", "sealedKey") = 1);
