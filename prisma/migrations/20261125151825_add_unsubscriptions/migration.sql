-- CreateTable
CREATE TABLE "Unsubscription" (
    "accountId" UUID NOT NULL,
    "mailboxId" UUID NOT NULL,

    CONSTRAINT "Unsubscription_pkey" PRIMARY KEY ("accountId","mailboxId")
);

-- CreateIndex
CREATE INDEX "Unsubscription_mailboxId_idx" ON "Unsubscription"("mailboxId");

-- AddForeignKey
ALTER TABLE "Unsubscription" ADD CONSTRAINT "Unsubscription_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Unsubscription" ADD CONSTRAINT "Unsubscription_mailboxId_fkey" FOREIGN KEY ("mailboxId") REFERENCES "Mailbox"("id") ON DELETE CASCADE ON UPDATE CASCADE;
