-- CreateTable
CREATE TABLE "SendKey" (
    "accountId" UUID NOT NULL,
    "key" UUID NOT NULL,
    "sendId" UUID NOT NULL,
    "messageId" UUID NOT NULL,
    "notBefore" TIMESTAMPTZ(3) NOT NULL,
    "isScheduled" BOOLEAN NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SendKey_pkey" PRIMARY KEY ("accountId","key")
);

-- CreateIndex
CREATE INDEX "SendKey_createdAt_idx" ON "SendKey"("createdAt");

-- AddForeignKey
ALTER TABLE "SendKey" ADD CONSTRAINT "SendKey_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
