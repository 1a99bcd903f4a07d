-- Links that are there lead people with accounts alone, and stay so.
ALTER TABLE "FileLink" ADD COLUMN "isForVisitors" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "FileLink" ADD CONSTRAINT "FileLink_visitors" CHECK (NOT "isForVisitors" OR "kind" = 'collaborate');

CREATE TABLE "LinkVisitor" (
    "id" UUID NOT NULL,
    "linkId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "secretHash" BYTEA NOT NULL,
    "passwordHash" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LinkVisitor_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "LinkVisitor_form" CHECK (char_length("name") BETWEEN 1 AND 80 AND octet_length("secretHash") = 32)
);

CREATE UNIQUE INDEX "LinkVisitor_secretHash_key" ON "LinkVisitor"("secretHash");
CREATE INDEX "LinkVisitor_linkId_idx" ON "LinkVisitor"("linkId");

ALTER TABLE "LinkVisitor" ADD CONSTRAINT "LinkVisitor_linkId_fkey" FOREIGN KEY ("linkId") REFERENCES "FileLink"("id") ON DELETE CASCADE ON UPDATE CASCADE;
