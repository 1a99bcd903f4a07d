ALTER TABLE "Draft" ADD COLUMN "chatRoomId" UUID, ADD COLUMN "chatMessageId" UUID,
    ADD CONSTRAINT "Draft_chat_check" CHECK ("chatMessageId" IS NULL OR "chatRoomId" IS NOT NULL);

ALTER TABLE "OutboundMessage" ADD COLUMN "chatRoomId" UUID, ADD COLUMN "chatMessageId" UUID,
    ADD CONSTRAINT "OutboundMessage_chat_check" CHECK ("chatMessageId" IS NULL OR "chatRoomId" IS NOT NULL);

CREATE TYPE "ChatMailKind" AS ENUM ('sent', 'discussed');

CREATE TABLE "ChatMailLink" (
    "id" UUID NOT NULL,
    "messageId" UUID NOT NULL,
    "kind" "ChatMailKind" NOT NULL,
    "mailHash" BYTEA NOT NULL,
    "accountId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ChatMailLink_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "ChatMailLink_mailHash_check" CHECK (octet_length("mailHash") = 32)
);

CREATE UNIQUE INDEX "ChatMailLink_messageId_mailHash_key" ON "ChatMailLink"("messageId", "mailHash");
CREATE INDEX "ChatMailLink_accountId_idx" ON "ChatMailLink"("accountId");
CREATE INDEX "ChatMailLink_mailHash_idx" ON "ChatMailLink"("mailHash");

ALTER TABLE "ChatMailLink" ADD CONSTRAINT "ChatMailLink_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "ChatMessage"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "ChatMailLink" ADD CONSTRAINT "ChatMailLink_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
