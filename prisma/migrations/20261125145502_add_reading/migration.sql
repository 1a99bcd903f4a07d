-- CreateTable
CREATE TABLE "TrustedSender" (
    "accountId" UUID NOT NULL,
    "sender" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TrustedSender_pkey" PRIMARY KEY ("accountId","sender")
);

-- CreateTable
CREATE TABLE "LeftList" (
    "accountId" UUID NOT NULL,
    "list" TEXT NOT NULL,
    "how" TEXT NOT NULL,
    "leftAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LeftList_pkey" PRIMARY KEY ("accountId","list")
);

-- CreateTable
CREATE TABLE "SigningKey" (
    "purpose" TEXT NOT NULL,
    "key" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SigningKey_pkey" PRIMARY KEY ("purpose")
);

-- AddForeignKey
ALTER TABLE "TrustedSender" ADD CONSTRAINT "TrustedSender_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LeftList" ADD CONSTRAINT "LeftList_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "TrustedSender" ADD CONSTRAINT "TrustedSender_sender" CHECK ("sender" = lower("sender") AND octet_length("sender") BETWEEN 1 AND 320);
ALTER TABLE "LeftList" ADD CONSTRAINT "LeftList_list" CHECK (octet_length("list") BETWEEN 1 AND 1000 AND "how" IN ('one-click', 'mail', 'web'));
ALTER TABLE "SigningKey" ADD CONSTRAINT "SigningKey_key" CHECK (octet_length("key") = 32);
