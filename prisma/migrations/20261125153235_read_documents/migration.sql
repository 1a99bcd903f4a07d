-- AlterTable
ALTER TABLE "SearchDoc" ADD COLUMN     "isComplete" BOOLEAN NOT NULL DEFAULT true;

CREATE INDEX "SearchDoc_to_read" ON "SearchDoc" ("at" DESC) WHERE NOT "isComplete";
