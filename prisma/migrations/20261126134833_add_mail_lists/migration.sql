-- CreateEnum
CREATE TYPE "ListSenders" AS ENUM ('everyone', 'domain', 'members');

-- CreateEnum
CREATE TYPE "ListReaders" AS ENUM ('domain', 'members', 'managers');

-- AlterEnum
ALTER TYPE "SpaceKind" ADD VALUE 'mailList';

-- AlterTable
ALTER TABLE "Address" ADD COLUMN     "listId" UUID;

-- AlterTable
ALTER TABLE "OutboundMessage" ADD COLUMN     "verdict" TEXT;

-- CreateTable
CREATE TABLE "MailList" (
    "id" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "modseq" BIGINT NOT NULL,
    "domainId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "whoMaySend" "ListSenders" NOT NULL DEFAULT 'everyone',
    "whoSeesMembers" "ListReaders" NOT NULL DEFAULT 'domain',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "MailList_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MailListMember" (
    "id" UUID NOT NULL,
    "listId" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "modseq" BIGINT NOT NULL,
    "address" TEXT NOT NULL,
    "accountId" UUID,
    "nestedId" UUID,
    "isMember" BOOLEAN NOT NULL DEFAULT true,
    "isManager" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "MailListMember_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "MailList_spaceId_key" ON "MailList"("spaceId");

-- CreateIndex
CREATE INDEX "MailList_domainId_name_idx" ON "MailList"("domainId", "name");

-- CreateIndex
CREATE INDEX "MailListMember_accountId_idx" ON "MailListMember"("accountId");

-- CreateIndex
CREATE INDEX "MailListMember_nestedId_idx" ON "MailListMember"("nestedId");

-- CreateIndex
CREATE INDEX "MailListMember_spaceId_modseq_idx" ON "MailListMember"("spaceId", "modseq");

-- CreateIndex
CREATE UNIQUE INDEX "MailListMember_listId_address_key" ON "MailListMember"("listId", "address");

-- CreateIndex
CREATE UNIQUE INDEX "Address_listId_key" ON "Address"("listId");

-- AddForeignKey
ALTER TABLE "Address" ADD CONSTRAINT "Address_listId_fkey" FOREIGN KEY ("listId") REFERENCES "MailList"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MailList" ADD CONSTRAINT "MailList_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MailList" ADD CONSTRAINT "MailList_domainId_fkey" FOREIGN KEY ("domainId") REFERENCES "Domain"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MailListMember" ADD CONSTRAINT "MailListMember_listId_fkey" FOREIGN KEY ("listId") REFERENCES "MailList"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MailListMember" ADD CONSTRAINT "MailListMember_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MailListMember" ADD CONSTRAINT "MailListMember_nestedId_fkey" FOREIGN KEY ("nestedId") REFERENCES "MailList"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- An address of a list answers for the list and for nobody's account.
ALTER TABLE "Address" ADD CONSTRAINT "Address_list" CHECK (("kind" = 'list') = ("listId" IS NOT NULL) AND ("listId" IS NULL OR "accountId" IS NULL));
ALTER TABLE "MailList" ADD CONSTRAINT "MailList_texts" CHECK (char_length("name") BETWEEN 1 AND 200 AND char_length("description") <= 2000);
-- Whoever is neither reached nor keeps the list does not belong to it, and only accounts of ours keep one.
ALTER TABLE "MailListMember" ADD CONSTRAINT "MailListMember_part" CHECK (("isMember" OR "isManager") AND (NOT "isManager" OR "accountId" IS NOT NULL));
ALTER TABLE "MailListMember" ADD CONSTRAINT "MailListMember_what" CHECK (("accountId" IS NULL OR "nestedId" IS NULL) AND "nestedId" <> "listId");
ALTER TABLE "MailListMember" ADD CONSTRAINT "MailListMember_address" CHECK (octet_length("address") BETWEEN 3 AND 320);
