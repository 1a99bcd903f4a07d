-- CreateEnum
CREATE TYPE "RoomKind" AS ENUM ('direct', 'group', 'channel');

-- CreateEnum
CREATE TYPE "RoomRole" AS ENUM ('owner', 'moderator', 'member');

-- CreateEnum
CREATE TYPE "RoomNotify" AS ENUM ('all', 'mentions', 'nothing');

-- CreateEnum
CREATE TYPE "ChatKind" AS ENUM ('text', 'event', 'poll', 'voice');

-- CreateEnum
CREATE TYPE "ChatAuthorKind" AS ENUM ('account', 'guest', 'bot', 'room');

-- CreateEnum
CREATE TYPE "ChatAddresses" AS ENUM ('named', 'here', 'all');

-- CreateTable
CREATE TABLE "Room" (
    "spaceId" UUID NOT NULL,
    "kind" "RoomKind" NOT NULL,
    "isPublic" BOOLEAN NOT NULL DEFAULT false,
    "isAnnouncement" BOOLEAN NOT NULL DEFAULT false,
    "name" TEXT NOT NULL DEFAULT '',
    "topic" TEXT NOT NULL DEFAULT '',
    "pictureHash" BYTEA,
    "domainId" UUID NOT NULL,
    "creatorId" UUID,
    "pair" TEXT,
    "filesId" UUID,
    "lastNumber" INTEGER NOT NULL DEFAULT 0,
    "lastAt" TIMESTAMPTZ(3),
    "archivedAt" TIMESTAMPTZ(3),
    "modseq" BIGINT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Room_pkey" PRIMARY KEY ("spaceId")
);

-- CreateTable
CREATE TABLE "RoomMember" (
    "spaceId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "role" "RoomRole" NOT NULL DEFAULT 'member',
    "fromNumber" INTEGER NOT NULL DEFAULT 0,
    "readNumber" INTEGER NOT NULL DEFAULT 0,
    "deliveredNumber" INTEGER NOT NULL DEFAULT 0,
    "showsReading" BOOLEAN NOT NULL DEFAULT true,
    "addedById" UUID,
    "joinedAt" TIMESTAMPTZ(3) NOT NULL,
    "leftAt" TIMESTAMPTZ(3),
    "modseq" BIGINT NOT NULL,

    CONSTRAINT "RoomMember_pkey" PRIMARY KEY ("spaceId","accountId")
);

-- CreateTable
CREATE TABLE "RoomSeat" (
    "accountId" UUID NOT NULL,
    "roomId" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "modseq" BIGINT NOT NULL,
    "isFavourite" BOOLEAN NOT NULL DEFAULT false,
    "notify" "RoomNotify",
    "mutedUntil" TIMESTAMPTZ(3),
    "draft" TEXT NOT NULL DEFAULT '',
    "draftAt" TIMESTAMPTZ(3),
    "clearedNumber" INTEGER NOT NULL DEFAULT 0,
    "hiddenNumber" INTEGER,

    CONSTRAINT "RoomSeat_pkey" PRIMARY KEY ("accountId","roomId")
);

-- CreateTable
CREATE TABLE "ChatMessage" (
    "id" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "modseq" BIGINT NOT NULL,
    "kind" "ChatKind" NOT NULL DEFAULT 'text',
    "authorKind" "ChatAuthorKind" NOT NULL DEFAULT 'account',
    "authorId" UUID,
    "key" TEXT,
    "text" TEXT NOT NULL DEFAULT '',
    "replyToId" UUID,
    "threadId" UUID,
    "isAlsoInRoom" BOOLEAN NOT NULL DEFAULT false,
    "mentions" UUID[],
    "addresses" "ChatAddresses" NOT NULL DEFAULT 'named',
    "detail" JSONB NOT NULL DEFAULT '{}',
    "replyCount" INTEGER NOT NULL DEFAULT 0,
    "lastReplyAt" TIMESTAMPTZ(3),
    "editedAt" TIMESTAMPTZ(3),
    "deletedAt" TIMESTAMPTZ(3),
    "deletedById" UUID,
    "pinnedAt" TIMESTAMPTZ(3),
    "pinnedById" UUID,
    "indexedModseq" BIGINT NOT NULL DEFAULT -1,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ChatMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ChatEdit" (
    "id" UUID NOT NULL,
    "messageId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ChatEdit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ChatReaction" (
    "messageId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "emoji" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ChatReaction_pkey" PRIMARY KEY ("messageId","personId","emoji")
);

-- CreateTable
CREATE TABLE "ChatAttachment" (
    "messageId" UUID NOT NULL,
    "nodeId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "width" INTEGER,
    "height" INTEGER,

    CONSTRAINT "ChatAttachment_pkey" PRIMARY KEY ("messageId","nodeId")
);

-- CreateTable
CREATE TABLE "ChatVote" (
    "messageId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "option" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ChatVote_pkey" PRIMARY KEY ("messageId","personId","option")
);

-- CreateTable
CREATE TABLE "ChatBookmark" (
    "accountId" UUID NOT NULL,
    "messageId" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "modseq" BIGINT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "remindAt" TIMESTAMPTZ(3),
    "remindedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ChatBookmark_pkey" PRIMARY KEY ("accountId","messageId")
);

-- CreateTable
CREATE TABLE "ThreadSeat" (
    "accountId" UUID NOT NULL,
    "threadId" UUID NOT NULL,
    "roomId" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "modseq" BIGINT NOT NULL,
    "isFollowed" BOOLEAN NOT NULL DEFAULT true,
    "readNumber" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ThreadSeat_pkey" PRIMARY KEY ("accountId","threadId")
);

-- CreateIndex
CREATE UNIQUE INDEX "Room_pair_key" ON "Room"("pair");

-- CreateIndex
CREATE UNIQUE INDEX "Room_filesId_key" ON "Room"("filesId");

-- CreateIndex
CREATE INDEX "Room_domainId_isPublic_idx" ON "Room"("domainId", "isPublic");

-- CreateIndex
CREATE INDEX "Room_pictureHash_idx" ON "Room"("pictureHash");

-- CreateIndex
CREATE INDEX "RoomMember_accountId_idx" ON "RoomMember"("accountId");

-- CreateIndex
CREATE INDEX "RoomMember_spaceId_modseq_idx" ON "RoomMember"("spaceId", "modseq");

-- CreateIndex
CREATE INDEX "RoomSeat_roomId_idx" ON "RoomSeat"("roomId");

-- CreateIndex
CREATE INDEX "RoomSeat_spaceId_modseq_idx" ON "RoomSeat"("spaceId", "modseq");

-- CreateIndex
CREATE INDEX "ChatMessage_spaceId_modseq_idx" ON "ChatMessage"("spaceId", "modseq");

-- CreateIndex
CREATE INDEX "ChatMessage_threadId_number_idx" ON "ChatMessage"("threadId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "ChatMessage_spaceId_number_key" ON "ChatMessage"("spaceId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "ChatMessage_spaceId_authorId_key_key" ON "ChatMessage"("spaceId", "authorId", "key");

-- CreateIndex
CREATE INDEX "ChatEdit_messageId_idx" ON "ChatEdit"("messageId");

-- CreateIndex
CREATE INDEX "ChatAttachment_nodeId_idx" ON "ChatAttachment"("nodeId");

-- CreateIndex
CREATE INDEX "ChatBookmark_messageId_idx" ON "ChatBookmark"("messageId");

-- CreateIndex
CREATE INDEX "ChatBookmark_remindAt_idx" ON "ChatBookmark"("remindAt");

-- CreateIndex
CREATE INDEX "ChatBookmark_spaceId_modseq_idx" ON "ChatBookmark"("spaceId", "modseq");

-- CreateIndex
CREATE INDEX "ThreadSeat_threadId_idx" ON "ThreadSeat"("threadId");

-- CreateIndex
CREATE INDEX "ThreadSeat_spaceId_modseq_idx" ON "ThreadSeat"("spaceId", "modseq");

-- AddForeignKey
ALTER TABLE "Room" ADD CONSTRAINT "Room_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Room" ADD CONSTRAINT "Room_domainId_fkey" FOREIGN KEY ("domainId") REFERENCES "Domain"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Room" ADD CONSTRAINT "Room_pictureHash_fkey" FOREIGN KEY ("pictureHash") REFERENCES "Blob"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Room" ADD CONSTRAINT "Room_filesId_fkey" FOREIGN KEY ("filesId") REFERENCES "Node"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoomMember" ADD CONSTRAINT "RoomMember_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Room"("spaceId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoomMember" ADD CONSTRAINT "RoomMember_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoomSeat" ADD CONSTRAINT "RoomSeat_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoomSeat" ADD CONSTRAINT "RoomSeat_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("spaceId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChatMessage" ADD CONSTRAINT "ChatMessage_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Room"("spaceId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChatEdit" ADD CONSTRAINT "ChatEdit_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "ChatMessage"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChatReaction" ADD CONSTRAINT "ChatReaction_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "ChatMessage"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChatAttachment" ADD CONSTRAINT "ChatAttachment_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "ChatMessage"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChatAttachment" ADD CONSTRAINT "ChatAttachment_nodeId_fkey" FOREIGN KEY ("nodeId") REFERENCES "Node"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChatVote" ADD CONSTRAINT "ChatVote_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "ChatMessage"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChatBookmark" ADD CONSTRAINT "ChatBookmark_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChatBookmark" ADD CONSTRAINT "ChatBookmark_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "ChatMessage"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ThreadSeat" ADD CONSTRAINT "ThreadSeat_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's language cannot say.

ALTER TABLE "Room" ADD CONSTRAINT "Room_pair" CHECK (("kind" = 'direct') = ("pair" IS NOT NULL));
ALTER TABLE "Room" ADD CONSTRAINT "Room_channel" CHECK ("kind" = 'channel' OR NOT ("isPublic" OR "isAnnouncement"));
ALTER TABLE "Room" ADD CONSTRAINT "Room_texts" CHECK (char_length("name") <= 128 AND char_length("topic") <= 512);
ALTER TABLE "RoomMember" ADD CONSTRAINT "RoomMember_numbers" CHECK ("fromNumber" >= 0 AND "readNumber" >= 0 AND "deliveredNumber" >= 0);
ALTER TABLE "ChatMessage" ADD CONSTRAINT "ChatMessage_text" CHECK (char_length("text") <= 16000);
-- What a client named is of somebody, so that the name is theirs alone.
ALTER TABLE "ChatMessage" ADD CONSTRAINT "ChatMessage_author" CHECK (("authorKind" = 'room') = ("authorId" IS NULL) AND ("key" IS NULL OR "authorId" IS NOT NULL));
ALTER TABLE "ChatReaction" ADD CONSTRAINT "ChatReaction_emoji" CHECK (char_length("emoji") BETWEEN 1 AND 32);
CREATE INDEX "ChatMessage_mentions" ON "ChatMessage" USING gin ("mentions") WHERE "mentions" <> '{}';
CREATE INDEX "ChatMessage_pinned" ON "ChatMessage" ("spaceId", "pinnedAt") WHERE "pinnedAt" IS NOT NULL;
CREATE INDEX "ChatMessage_unindexed" ON "ChatMessage" ("modseq") WHERE "indexedModseq" < "modseq";
