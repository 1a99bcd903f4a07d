CREATE TABLE "ChatSchedule" (
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "modseq" BIGINT NOT NULL,
    "roomId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "replyToId" UUID,
    "threadId" UUID,
    "isAlsoInRoom" BOOLEAN NOT NULL DEFAULT false,
    "attachments" JSONB NOT NULL DEFAULT '[]',
    "nodeIds" UUID[],
    "sendAt" TIMESTAMPTZ(3) NOT NULL,
    "claimedAt" TIMESTAMPTZ(3),
    "refusedAt" TIMESTAMPTZ(3),
    "refusal" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ChatSchedule_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "ChatSchedule_accountId_sendAt_idx" ON "ChatSchedule"("accountId", "sendAt");
CREATE INDEX "ChatSchedule_roomId_idx" ON "ChatSchedule"("roomId");
CREATE INDEX "ChatSchedule_sendAt_idx" ON "ChatSchedule"("sendAt");
CREATE INDEX "ChatSchedule_spaceId_modseq_idx" ON "ChatSchedule"("spaceId", "modseq");

ALTER TABLE "ChatSchedule" ADD CONSTRAINT "ChatSchedule_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "ChatSchedule" ADD CONSTRAINT "ChatSchedule_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("spaceId") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "ChatSchedule" ADD CONSTRAINT "ChatSchedule_text" CHECK (char_length("text") <= 16000);
-- What speaks to everybody is rare, and is looked for over all rooms of a person.
CREATE INDEX "ChatMessage_addresses" ON "ChatMessage" ("spaceId", "id") WHERE "addresses" <> 'named';

-- Who read a thread did not say by that whether they follow it.
ALTER TABLE "ThreadSeat" ALTER COLUMN "isFollowed" DROP NOT NULL, ALTER COLUMN "isFollowed" DROP DEFAULT;
