-- CreateTable
CREATE TABLE "CommentThread" (
    "id" UUID NOT NULL,
    "nodeId" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "modseq" BIGINT NOT NULL,
    "anchor" JSONB,
    "resolvedAt" TIMESTAMPTZ(3),
    "resolvedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CommentThread_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Comment" (
    "id" UUID NOT NULL,
    "threadId" UUID NOT NULL,
    "nodeId" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "modseq" BIGINT NOT NULL,
    "authorId" UUID,
    "text" TEXT NOT NULL,
    "mentions" UUID[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "editedAt" TIMESTAMPTZ(3),
    "deletedAt" TIMESTAMPTZ(3),
    "deletedById" UUID,

    CONSTRAINT "Comment_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "CommentThread_nodeId_createdAt_idx" ON "CommentThread"("nodeId", "createdAt");

-- CreateIndex
CREATE INDEX "CommentThread_spaceId_modseq_idx" ON "CommentThread"("spaceId", "modseq");

-- CreateIndex
CREATE INDEX "CommentThread_resolvedById_idx" ON "CommentThread"("resolvedById");

-- CreateIndex
CREATE UNIQUE INDEX "CommentThread_id_nodeId_key" ON "CommentThread"("id", "nodeId");

-- CreateIndex
CREATE INDEX "Comment_threadId_createdAt_idx" ON "Comment"("threadId", "createdAt");

-- CreateIndex
CREATE INDEX "Comment_nodeId_idx" ON "Comment"("nodeId");

-- CreateIndex
CREATE INDEX "Comment_spaceId_modseq_idx" ON "Comment"("spaceId", "modseq");

-- CreateIndex
CREATE INDEX "Comment_authorId_idx" ON "Comment"("authorId");

-- CreateIndex
CREATE INDEX "Comment_deletedById_idx" ON "Comment"("deletedById");

-- CreateIndex
CREATE INDEX "Comment_deletedAt_idx" ON "Comment"("deletedAt");

-- AddForeignKey
ALTER TABLE "CommentThread" ADD CONSTRAINT "CommentThread_nodeId_fkey" FOREIGN KEY ("nodeId") REFERENCES "Node"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CommentThread" ADD CONSTRAINT "CommentThread_resolvedById_fkey" FOREIGN KEY ("resolvedById") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_threadId_nodeId_fkey" FOREIGN KEY ("threadId", "nodeId") REFERENCES "CommentThread"("id", "nodeId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_deletedById_fkey" FOREIGN KEY ("deletedById") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "CommentThread" ADD CONSTRAINT "CommentThread_anchor" CHECK (jsonb_typeof("anchor") = 'object' AND octet_length("anchor"::text) <= 8192);
ALTER TABLE "CommentThread" ADD CONSTRAINT "CommentThread_resolved" CHECK ("resolvedById" IS NULL OR "resolvedAt" IS NOT NULL);
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_text" CHECK (char_length("text") BETWEEN 1 AND 4000 AND btrim("text") <> '');
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_mentions" CHECK (cardinality("mentions") <= 50);
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_deleted" CHECK ("deletedById" IS NULL OR "deletedAt" IS NOT NULL);

-- What is said about files of somebody who is held is kept as the files are.
CREATE TRIGGER keep_row AFTER DELETE ON "Comment" REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION keep_row();
CREATE TRIGGER keep_left AFTER UPDATE OF "spaceId" ON "Comment" FOR EACH ROW WHEN (OLD."spaceId" <> NEW."spaceId") EXECUTE FUNCTION keep_left();
