CREATE TYPE "LinkPreviewState" AS ENUM ('waiting', 'ready', 'failed');

CREATE TABLE "ChatLinkPreview" (
    "urlHash" BYTEA NOT NULL,
    "url" TEXT NOT NULL,
    "state" "LinkPreviewState" NOT NULL DEFAULT 'waiting',
    "title" TEXT NOT NULL DEFAULT '',
    "description" TEXT NOT NULL DEFAULT '',
    "siteName" TEXT NOT NULL DEFAULT '',
    "pictureHash" BYTEA,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "dueAt" TIMESTAMPTZ(3),
    "fetchedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ChatLinkPreview_pkey" PRIMARY KEY ("urlHash")
);

CREATE TABLE "ChatLink" (
    "messageId" UUID NOT NULL,
    "urlHash" BYTEA NOT NULL,
    "position" INTEGER NOT NULL,
    "isTold" BOOLEAN NOT NULL DEFAULT false,
    "isRemoved" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "ChatLink_pkey" PRIMARY KEY ("messageId","urlHash")
);

CREATE INDEX "ChatLinkPreview_dueAt_idx" ON "ChatLinkPreview"("dueAt");
CREATE INDEX "ChatLinkPreview_pictureHash_idx" ON "ChatLinkPreview"("pictureHash");
CREATE INDEX "ChatLink_urlHash_idx" ON "ChatLink"("urlHash");

ALTER TABLE "ChatLinkPreview" ADD CONSTRAINT "ChatLinkPreview_pictureHash_fkey" FOREIGN KEY ("pictureHash") REFERENCES "Blob"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "ChatLink" ADD CONSTRAINT "ChatLink_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "ChatMessage"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "ChatLink" ADD CONSTRAINT "ChatLink_urlHash_fkey" FOREIGN KEY ("urlHash") REFERENCES "ChatLinkPreview"("urlHash") ON DELETE RESTRICT ON UPDATE CASCADE;
