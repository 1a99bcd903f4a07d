-- CreateEnum
CREATE TYPE "DocumentKind" AS ENUM ('text', 'sheet', 'slides', 'board');

-- CreateTable
CREATE TABLE "Document" (
    "nodeId" UUID NOT NULL,
    "kind" "DocumentKind" NOT NULL,
    "epoch" INTEGER NOT NULL DEFAULT 1,
    "seq" BIGINT NOT NULL DEFAULT 0,
    "term" BIGINT NOT NULL DEFAULT 0,
    "owner" UUID,
    "address" TEXT,

    CONSTRAINT "Document_pkey" PRIMARY KEY ("nodeId")
);

-- CreateTable
CREATE TABLE "DocState" (
    "nodeId" UUID NOT NULL,
    "upTo" BIGINT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DocState_pkey" PRIMARY KEY ("nodeId")
);

-- CreateTable
CREATE TABLE "DocUpdate" (
    "nodeId" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "authorId" UUID,
    "bytes" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DocUpdate_pkey" PRIMARY KEY ("nodeId","seq")
);

-- AddForeignKey
ALTER TABLE "Document" ADD CONSTRAINT "Document_nodeId_fkey" FOREIGN KEY ("nodeId") REFERENCES "Node"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DocState" ADD CONSTRAINT "DocState_nodeId_fkey" FOREIGN KEY ("nodeId") REFERENCES "Document"("nodeId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DocUpdate" ADD CONSTRAINT "DocUpdate_nodeId_fkey" FOREIGN KEY ("nodeId") REFERENCES "Document"("nodeId") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "Document" ADD CONSTRAINT "Document_form" CHECK ("epoch" > 0 AND "seq" >= 0 AND "term" >= 0 AND ("owner" IS NULL) = ("address" IS NULL));
ALTER TABLE "DocUpdate" ADD CONSTRAINT "DocUpdate_form" CHECK ("seq" > 0 AND octet_length("bytes") > 0);
