-- CreateEnum
CREATE TYPE "ThreadReturn" AS ENUM ('snoozed', 'unanswered');

-- AlterEnum
ALTER TYPE "MailboxRole" ADD VALUE 'snoozed';

-- CreateTable
CREATE TABLE "Tag" (
    "id" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "tint" SMALLINT NOT NULL,
    "keyword" TEXT NOT NULL,
    "modseq" BIGINT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Tag_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ThreadState" (
    "spaceId" UUID NOT NULL,
    "threadId" UUID NOT NULL,
    "modseq" BIGINT NOT NULL,
    "mutedAt" TIMESTAMPTZ(3),
    "pinnedAt" TIMESTAMPTZ(3),
    "snoozedUntil" TIMESTAMPTZ(3),
    "followUpAt" TIMESTAMPTZ(3),
    "followUpSince" TIMESTAMPTZ(3),
    "returned" "ThreadReturn",
    "returnedTime" TIMESTAMPTZ(3),

    CONSTRAINT "ThreadState_pkey" PRIMARY KEY ("spaceId","threadId")
);

-- CreateTable
CREATE TABLE "SavedSearch" (
    "id" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "tint" SMALLINT NOT NULL,
    "position" INTEGER NOT NULL,
    "modseq" BIGINT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SavedSearch_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Tag_spaceId_modseq_idx" ON "Tag"("spaceId", "modseq");

-- CreateIndex
CREATE INDEX "ThreadState_spaceId_modseq_idx" ON "ThreadState"("spaceId", "modseq");

-- CreateIndex
CREATE INDEX "SavedSearch_spaceId_modseq_idx" ON "SavedSearch"("spaceId", "modseq");


-- What Prisma's language cannot say.

-- Two tags of a person never look the same, and keywords are the same in any case of letters (RFC 9051 §2.3.2).
CREATE UNIQUE INDEX "Tag_name" ON "Tag" ("spaceId", lower("name"));
CREATE UNIQUE INDEX "Tag_keyword" ON "Tag" ("spaceId", lower("keyword"));
ALTER TABLE "Tag" ADD CONSTRAINT "Tag_values" CHECK ("name" <> '' AND octet_length("name") <= 255 AND "tint" BETWEEN 1 AND 12 AND octet_length("keyword") BETWEEN 1 AND 128);
ALTER TABLE "SavedSearch" ADD CONSTRAINT "SavedSearch_values" CHECK ("name" <> '' AND "query" <> '' AND "tint" BETWEEN 1 AND 12);
CREATE UNIQUE INDEX "SavedSearch_name" ON "SavedSearch" ("spaceId", lower("name"));

-- What the jobs and the head of a list ask for.
CREATE INDEX "ThreadState_snoozed" ON "ThreadState" ("snoozedUntil") WHERE "snoozedUntil" IS NOT NULL;
CREATE INDEX "ThreadState_followed" ON "ThreadState" ("followUpAt") WHERE "followUpAt" IS NOT NULL;
CREATE INDEX "ThreadState_pinned" ON "ThreadState" ("spaceId") WHERE "pinnedAt" IS NOT NULL;

-- Most messages have no keyword and cost this index nothing.
CREATE INDEX "MailboxMessage_keywords" ON "MailboxMessage" USING gin ("spaceId", "keywords") WHERE "keywords" <> '{}';
