-- AlterTable
ALTER TABLE "Token" ADD COLUMN     "presentUntil" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "VapidKey" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "publicKey" BYTEA NOT NULL,
    "privateKey" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "VapidKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PushSubscription" (
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "tokenId" UUID NOT NULL,
    "endpoint" TEXT NOT NULL,
    "p256dh" BYTEA NOT NULL,
    "auth" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "takenAt" TIMESTAMPTZ(3),

    CONSTRAINT "PushSubscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PushWatch" (
    "accountId" UUID NOT NULL,
    "modseq" BIGINT NOT NULL,
    "restUntil" TIMESTAMPTZ(3) NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PushWatch_pkey" PRIMARY KEY ("accountId")
);

-- CreateTable
CREATE TABLE "PushTold" (
    "accountId" UUID NOT NULL,
    "messageId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PushTold_pkey" PRIMARY KEY ("accountId","messageId")
);

-- CreateTable
CREATE TABLE "PushMessage" (
    "id" UUID NOT NULL,
    "subscriptionId" UUID NOT NULL,
    "payload" TEXT NOT NULL,
    "topic" TEXT,
    "messageIds" UUID[],
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PushMessage_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "PushSubscription_endpoint_key" ON "PushSubscription"("endpoint");

-- CreateIndex
CREATE INDEX "PushSubscription_accountId_idx" ON "PushSubscription"("accountId");

-- CreateIndex
CREATE INDEX "PushSubscription_tokenId_idx" ON "PushSubscription"("tokenId");

-- CreateIndex
CREATE INDEX "PushTold_at_idx" ON "PushTold"("at");

-- CreateIndex
CREATE INDEX "PushMessage_nextAt_idx" ON "PushMessage"("nextAt");

-- CreateIndex
CREATE INDEX "PushMessage_subscriptionId_idx" ON "PushMessage"("subscriptionId");

-- AddForeignKey
ALTER TABLE "PushSubscription" ADD CONSTRAINT "PushSubscription_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PushSubscription" ADD CONSTRAINT "PushSubscription_tokenId_fkey" FOREIGN KEY ("tokenId") REFERENCES "Token"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PushWatch" ADD CONSTRAINT "PushWatch_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PushMessage" ADD CONSTRAINT "PushMessage_subscriptionId_fkey" FOREIGN KEY ("subscriptionId") REFERENCES "PushSubscription"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "VapidKey" ADD CONSTRAINT "VapidKey_one" CHECK ("id" = 1);
-- An uncompressed point of P-256 and 16 bytes of secret, RFC 8291 §2.1 and §3.2.
ALTER TABLE "PushSubscription" ADD CONSTRAINT "PushSubscription_keys" CHECK (octet_length("p256dh") = 65 AND octet_length("auth") = 16);
