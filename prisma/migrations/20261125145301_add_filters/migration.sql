-- CreateEnum
CREATE TYPE "SenderJudgment" AS ENUM ('allowed', 'blocked');

-- CreateEnum
CREATE TYPE "LongWorkState" AS ENUM ('waiting', 'done', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "ExternalReply" AS ENUM ('none', 'same', 'own');

-- AlterTable
ALTER TABLE "OutboundMessage" ADD COLUMN     "signDomain" TEXT;

-- CreateTable
CREATE TABLE "SieveScript" (
    "id" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "activeIncoming" BOOLEAN NOT NULL DEFAULT false,
    "activeOutgoing" BOOLEAN NOT NULL DEFAULT false,
    "modseq" BIGINT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "failedAt" TIMESTAMPTZ(3),
    "failure" JSONB,

    CONSTRAINT "SieveScript_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SieveDuplicate" (
    "spaceId" UUID NOT NULL,
    "idHash" BYTEA NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SieveDuplicate_pkey" PRIMARY KEY ("spaceId","idHash")
);

-- CreateTable
CREATE TABLE "SenderRule" (
    "spaceId" UUID NOT NULL,
    "sender" TEXT NOT NULL,
    "verdict" "SenderJudgment" NOT NULL,
    "modseq" BIGINT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SenderRule_pkey" PRIMARY KEY ("spaceId","sender")
);

-- CreateTable
CREATE TABLE "LongWork" (
    "id" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "state" "LongWorkState" NOT NULL DEFAULT 'waiting',
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "progress" JSONB NOT NULL DEFAULT '{}',
    "leasedUntil" TIMESTAMPTZ(3),
    "modseq" BIGINT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "LongWork_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LongWorkJournal" (
    "workId" UUID NOT NULL,
    "step" INTEGER NOT NULL,
    "data" JSONB NOT NULL,

    CONSTRAINT "LongWorkJournal_pkey" PRIMARY KEY ("workId","step")
);

-- CreateTable
CREATE TABLE "AutoReply" (
    "spaceId" UUID NOT NULL,
    "isOn" BOOLEAN NOT NULL DEFAULT false,
    "startsAt" TIMESTAMPTZ(3),
    "endsAt" TIMESTAMPTZ(3),
    "internalHtml" TEXT NOT NULL,
    "external" "ExternalReply" NOT NULL DEFAULT 'same',
    "externalHtml" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "modseq" BIGINT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AutoReply_pkey" PRIMARY KEY ("spaceId")
);

-- CreateTable
CREATE TABLE "VacationSent" (
    "spaceId" UUID NOT NULL,
    "handleHash" BYTEA NOT NULL,
    "sender" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "VacationSent_pkey" PRIMARY KEY ("spaceId","handleHash","sender")
);

-- CreateIndex
CREATE INDEX "SieveScript_spaceId_modseq_idx" ON "SieveScript"("spaceId", "modseq");

-- CreateIndex
CREATE UNIQUE INDEX "SieveScript_spaceId_name_key" ON "SieveScript"("spaceId", "name");

-- CreateIndex
CREATE INDEX "SieveDuplicate_expiresAt_idx" ON "SieveDuplicate"("expiresAt");

-- CreateIndex
CREATE INDEX "LongWork_spaceId_createdAt_idx" ON "LongWork"("spaceId", "createdAt");

-- CreateIndex
CREATE INDEX "LongWork_finishedAt_idx" ON "LongWork"("finishedAt");

-- CreateIndex
CREATE INDEX "VacationSent_expiresAt_idx" ON "VacationSent"("expiresAt");

-- AddForeignKey
ALTER TABLE "LongWorkJournal" ADD CONSTRAINT "LongWorkJournal_workId_fkey" FOREIGN KEY ("workId") REFERENCES "LongWork"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's models cannot say.
CREATE UNIQUE INDEX "SieveScript_one_incoming" ON "SieveScript" ("spaceId") WHERE "activeIncoming";
CREATE UNIQUE INDEX "SieveScript_one_outgoing" ON "SieveScript" ("spaceId") WHERE "activeOutgoing";
CREATE INDEX "LongWork_waiting" ON "LongWork" ("createdAt") WHERE "state" = 'waiting';
ALTER TABLE "SieveScript" ADD CONSTRAINT "SieveScript_limits" CHECK (octet_length("name") BETWEEN 1 AND 512 AND octet_length("text") <= 1048576);
ALTER TABLE "SenderRule" ADD CONSTRAINT "SenderRule_sender" CHECK ("sender" = lower("sender") AND octet_length("sender") BETWEEN 1 AND 320);
ALTER TABLE "AutoReply" ADD CONSTRAINT "AutoReply_period" CHECK ("startsAt" IS NULL OR "endsAt" IS NULL OR "startsAt" < "endsAt");
ALTER TABLE "LongWork" ADD CONSTRAINT "LongWork_numbers" CHECK ("done" >= 0 AND "total" >= 0);
