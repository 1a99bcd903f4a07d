CREATE TYPE "BotKind" AS ENUM ('bot', 'hook');

CREATE TABLE "ChatBot" (
    "id" UUID NOT NULL,
    "kind" "BotKind" NOT NULL,
    "name" TEXT NOT NULL,
    "domainId" UUID NOT NULL,
    "makerId" UUID NOT NULL,
    "tokenHash" BYTEA NOT NULL,
    "tokenPrefix" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),
    "usedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ChatBot_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "ChatBot_name_check" CHECK ("name" <> '')
);

CREATE TABLE "BotSeat" (
    "botId" UUID NOT NULL,
    "roomId" UUID NOT NULL,
    "fromNumber" INTEGER NOT NULL DEFAULT 0,
    "addedById" UUID NOT NULL,
    "joinedAt" TIMESTAMPTZ(3) NOT NULL,
    "leftAt" TIMESTAMPTZ(3),
    "modseq" BIGINT NOT NULL,

    CONSTRAINT "BotSeat_pkey" PRIMARY KEY ("botId","roomId")
);

CREATE TABLE "OutgoingHook" (
    "id" UUID NOT NULL,
    "roomId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "sealedSecret" BYTEA NOT NULL,
    "events" TEXT[] NOT NULL,
    "trigger" TEXT NOT NULL DEFAULT '',
    "withBots" BOOLEAN NOT NULL DEFAULT false,
    "makerId" UUID NOT NULL,
    "firstNumber" INTEGER NOT NULL DEFAULT 0,
    "seenNumber" INTEGER NOT NULL DEFAULT 0,
    "seenModseq" BIGINT NOT NULL,
    "busyUntil" TIMESTAMPTZ(3),
    "failingSince" TIMESTAMPTZ(3),
    "disabledAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "OutgoingHook_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "OutgoingHook_events_check" CHECK (cardinality("events") > 0)
);

CREATE TABLE "HookDelivery" (
    "id" UUID NOT NULL,
    "hookId" UUID NOT NULL,
    "event" TEXT NOT NULL,
    "messageId" UUID,
    "stamp" TEXT NOT NULL DEFAULT '',
    "body" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAt" TIMESTAMPTZ(3),
    "code" INTEGER,
    "error" TEXT,
    "attemptedAt" TIMESTAMPTZ(3),
    "deliveredAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "HookDelivery_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "ChatBot_tokenHash_key" ON "ChatBot"("tokenHash");

CREATE INDEX "ChatBot_domainId_idx" ON "ChatBot"("domainId");

CREATE INDEX "ChatBot_makerId_idx" ON "ChatBot"("makerId");

CREATE INDEX "BotSeat_roomId_modseq_idx" ON "BotSeat"("roomId", "modseq");

CREATE INDEX "OutgoingHook_roomId_idx" ON "OutgoingHook"("roomId");

CREATE INDEX "HookDelivery_hookId_nextAt_idx" ON "HookDelivery"("hookId", "nextAt");

CREATE INDEX "HookDelivery_nextAt_idx" ON "HookDelivery"("nextAt");

CREATE INDEX "HookDelivery_createdAt_idx" ON "HookDelivery"("createdAt");

CREATE UNIQUE INDEX "HookDelivery_hookId_event_messageId_stamp_key" ON "HookDelivery"("hookId", "event", "messageId", "stamp");

ALTER TABLE "ChatBot" ADD CONSTRAINT "ChatBot_domainId_fkey" FOREIGN KEY ("domainId") REFERENCES "Domain"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "BotSeat" ADD CONSTRAINT "BotSeat_botId_fkey" FOREIGN KEY ("botId") REFERENCES "ChatBot"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "BotSeat" ADD CONSTRAINT "BotSeat_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("spaceId") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "OutgoingHook" ADD CONSTRAINT "OutgoingHook_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("spaceId") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "HookDelivery" ADD CONSTRAINT "HookDelivery_hookId_fkey" FOREIGN KEY ("hookId") REFERENCES "OutgoingHook"("id") ON DELETE CASCADE ON UPDATE CASCADE;
