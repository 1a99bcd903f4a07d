-- The walls of the product: spaces, accounts, addresses, rights, settings, blobs, mail, queue, search.
CREATE EXTENSION IF NOT EXISTS btree_gin;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "DomainState" AS ENUM ('active', 'suspended', 'closed', 'pending');

-- CreateEnum
CREATE TYPE "AccountKind" AS ENUM ('user', 'resource', 'shared', 'system');

-- CreateEnum
CREATE TYPE "AccountState" AS ENUM ('active', 'locked', 'suspended', 'closed', 'pending');

-- CreateEnum
CREATE TYPE "AccountRole" AS ENUM ('user', 'domainAdmin', 'admin');

-- CreateEnum
CREATE TYPE "AddressKind" AS ENUM ('account', 'alias', 'list', 'resource', 'shared', 'mask');

-- CreateEnum
CREATE TYPE "TokenKind" AS ENUM ('session', 'api', 'link', 'guest', 'appPassword');

-- CreateEnum
CREATE TYPE "MailboxRole" AS ENUM ('inbox', 'sent', 'drafts', 'archive', 'trash', 'junk');

-- CreateEnum
CREATE TYPE "OutboundState" AS ENUM ('queued', 'delivered', 'failed');

-- CreateEnum
CREATE TYPE "SettingScope" AS ENUM ('global', 'domain', 'class', 'account');

-- CreateEnum
CREATE TYPE "SpaceKind" AS ENUM ('account', 'room', 'teamFolder', 'addressList', 'system');

-- CreateTable
CREATE TABLE "Domain" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "state" "DomainState" NOT NULL DEFAULT 'active',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Domain_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DkimKey" (
    "id" UUID NOT NULL,
    "domainId" UUID NOT NULL,
    "selector" TEXT NOT NULL,
    "algorithm" TEXT NOT NULL,
    "privateKey" TEXT NOT NULL,
    "publicKey" TEXT NOT NULL,
    "activeFrom" TIMESTAMPTZ(3),
    "retiredAt" TIMESTAMPTZ(3),

    CONSTRAINT "DkimKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ServiceClass" (
    "id" UUID NOT NULL,
    "domainId" UUID,
    "name" TEXT NOT NULL,

    CONSTRAINT "ServiceClass_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "domainId" UUID NOT NULL,
    "classId" UUID,
    "kind" "AccountKind" NOT NULL DEFAULT 'user',
    "state" "AccountState" NOT NULL DEFAULT 'active',
    "role" "AccountRole" NOT NULL DEFAULT 'user',
    "name" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "zone" TEXT NOT NULL DEFAULT 'UTC',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Address" (
    "id" UUID NOT NULL,
    "domainId" UUID NOT NULL,
    "local" TEXT NOT NULL,
    "kind" "AddressKind" NOT NULL,
    "accountId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Address_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Password" (
    "accountId" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "mustChange" BOOLEAN NOT NULL DEFAULT false,
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Password_pkey" PRIMARY KEY ("accountId")
);

-- CreateTable
CREATE TABLE "Token" (
    "id" UUID NOT NULL,
    "kind" "TokenKind" NOT NULL,
    "accountId" UUID,
    "hash" BYTEA NOT NULL,
    "label" TEXT NOT NULL DEFAULT '',
    "scopes" TEXT[],
    "ip" TEXT,
    "userAgent" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUsedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3),

    CONSTRAINT "Token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditEvent" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actorKind" TEXT NOT NULL,
    "actorId" UUID,
    "action" TEXT NOT NULL,
    "objectKind" TEXT,
    "objectId" TEXT,
    "domainId" UUID,
    "ip" TEXT,
    "data" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RateBucket" (
    "key" TEXT NOT NULL,
    "level" DOUBLE PRECISION NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RateBucket_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Blob" (
    "hash" BYTEA NOT NULL,
    "sizeBytes" BIGINT NOT NULL,
    "packId" UUID,
    "offset" BIGINT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Blob_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "StagedBlob" (
    "hash" BYTEA NOT NULL,
    "data" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "StagedBlob_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "BlobPack" (
    "id" UUID NOT NULL,
    "sizeBytes" BIGINT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "BlobPack_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Mailbox" (
    "id" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "parentId" UUID,
    "name" TEXT NOT NULL,
    "role" "MailboxRole",
    "uidValidity" BIGINT NOT NULL,
    "uidNext" BIGINT NOT NULL DEFAULT 1,
    "highestModseq" BIGINT NOT NULL DEFAULT 0,
    "modseq" BIGINT NOT NULL,
    "total" INTEGER NOT NULL DEFAULT 0,
    "unseen" INTEGER NOT NULL DEFAULT 0,
    "isSubscribed" BOOLEAN NOT NULL DEFAULT true,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Mailbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Message" (
    "id" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "threadId" UUID NOT NULL,
    "blobHash" BYTEA NOT NULL,
    "sizeBytes" INTEGER NOT NULL,
    "internalDate" TIMESTAMPTZ(0) NOT NULL,
    "sentAt" TIMESTAMPTZ(0),
    "sentDay" DATE,
    "messageId" TEXT,
    "subject" TEXT NOT NULL,
    "baseSubject" TEXT NOT NULL,
    "people" JSONB NOT NULL,
    "snippet" TEXT NOT NULL,
    "hasAttachments" BOOLEAN NOT NULL,
    "verdict" TEXT NOT NULL,
    "envelope" BYTEA NOT NULL,
    "body" BYTEA NOT NULL,
    "bodyStructure" BYTEA NOT NULL,
    "isIndexed" BOOLEAN NOT NULL DEFAULT false,
    "deletedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MailboxMessage" (
    "mailboxId" UUID NOT NULL,
    "uid" BIGINT NOT NULL,
    "messageId" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "threadId" UUID NOT NULL,
    "date" TIMESTAMPTZ(0) NOT NULL,
    "modseq" BIGINT NOT NULL,
    "flags" SMALLINT NOT NULL DEFAULT 0,
    "keywords" TEXT[],
    "savedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "MailboxMessage_pkey" PRIMARY KEY ("mailboxId","uid")
);

-- CreateTable
CREATE TABLE "Expunged" (
    "mailboxId" UUID NOT NULL,
    "uid" BIGINT NOT NULL,
    "modseq" BIGINT NOT NULL,
    "spaceId" UUID NOT NULL,
    "threadId" UUID NOT NULL,

    CONSTRAINT "Expunged_pkey" PRIMARY KEY ("mailboxId","uid")
);

-- CreateTable
CREATE TABLE "ThreadReference" (
    "spaceId" UUID NOT NULL,
    "idHash" BYTEA NOT NULL,
    "threadId" UUID NOT NULL,

    CONSTRAINT "ThreadReference_pkey" PRIMARY KEY ("spaceId","idHash")
);

-- CreateTable
CREATE TABLE "Draft" (
    "id" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "messageId" UUID NOT NULL,
    "replyToMessageId" UUID,
    "forwardOfMessageId" UUID,
    "savedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Upload" (
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "blobHash" BYTEA NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "sizeBytes" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Upload_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "UndoStep" (
    "id" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "data" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "UndoStep_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ServiceNode" (
    "id" UUID NOT NULL,
    "node" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "address" TEXT,
    "load" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "heartbeatAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ServiceNode_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OutboundMessage" (
    "id" UUID NOT NULL,
    "accountId" UUID,
    "messageId" UUID,
    "reversePath" TEXT NOT NULL,
    "blobHash" BYTEA NOT NULL,
    "sizeBytes" INTEGER NOT NULL,
    "notBefore" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "OutboundMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OutboundRecipient" (
    "id" UUID NOT NULL,
    "outboundId" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "domain" TEXT NOT NULL,
    "state" "OutboundState" NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMPTZ(3) NOT NULL,
    "leasedUntil" TIMESTAMPTZ(3),
    "lastReply" TEXT,

    CONSTRAINT "OutboundRecipient_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Grant" (
    "id" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "modseq" BIGINT NOT NULL,
    "objectKind" TEXT NOT NULL,
    "objectId" UUID NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "rights" TEXT[],
    "viaId" UUID,
    "expiresAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SearchDoc" (
    "objectId" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "people" TEXT NOT NULL,
    "tags" TEXT[],
    "at" TIMESTAMPTZ(3) NOT NULL,
    "vector" tsvector GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, title || ' ' || people || ' ' || text)) STORED,

    CONSTRAINT "SearchDoc_pkey" PRIMARY KEY ("objectId")
);

-- CreateTable
CREATE TABLE "Setting" (
    "scope" "SettingScope" NOT NULL,
    "scopeId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("scope","scopeId","key")
);

-- CreateTable
CREATE TABLE "Space" (
    "id" UUID NOT NULL,
    "kind" "SpaceKind" NOT NULL,
    "modseq" BIGINT NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Space_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Tombstone" (
    "spaceId" UUID NOT NULL,
    "modseq" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "objectId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Tombstone_pkey" PRIMARY KEY ("spaceId","modseq","objectId")
);

-- CreateIndex
CREATE UNIQUE INDEX "Domain_name_key" ON "Domain"("name");

-- CreateIndex
CREATE UNIQUE INDEX "DkimKey_domainId_selector_key" ON "DkimKey"("domainId", "selector");

-- CreateIndex
CREATE UNIQUE INDEX "ServiceClass_domainId_name_key" ON "ServiceClass"("domainId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "Account_spaceId_key" ON "Account"("spaceId");

-- CreateIndex
CREATE INDEX "Account_domainId_name_idx" ON "Account"("domainId", "name");

-- CreateIndex
CREATE INDEX "Address_accountId_idx" ON "Address"("accountId");

-- CreateIndex
CREATE UNIQUE INDEX "Address_domainId_local_key" ON "Address"("domainId", "local");

-- CreateIndex
CREATE UNIQUE INDEX "Token_hash_key" ON "Token"("hash");

-- CreateIndex
CREATE INDEX "Token_accountId_kind_idx" ON "Token"("accountId", "kind");

-- CreateIndex
CREATE INDEX "Token_expiresAt_idx" ON "Token"("expiresAt");

-- CreateIndex
CREATE INDEX "AuditEvent_at_idx" ON "AuditEvent"("at");

-- CreateIndex
CREATE INDEX "AuditEvent_domainId_at_idx" ON "AuditEvent"("domainId", "at");

-- CreateIndex
CREATE INDEX "AuditEvent_actorId_at_idx" ON "AuditEvent"("actorId", "at");

-- CreateIndex
CREATE INDEX "RateBucket_updatedAt_idx" ON "RateBucket"("updatedAt");

-- CreateIndex
CREATE INDEX "Blob_packId_idx" ON "Blob"("packId");

-- CreateIndex
CREATE INDEX "Blob_createdAt_idx" ON "Blob"("createdAt");

-- CreateIndex
CREATE INDEX "StagedBlob_createdAt_idx" ON "StagedBlob"("createdAt");

-- CreateIndex
CREATE INDEX "Mailbox_spaceId_modseq_idx" ON "Mailbox"("spaceId", "modseq");

-- CreateIndex
CREATE INDEX "Message_spaceId_threadId_idx" ON "Message"("spaceId", "threadId");

-- CreateIndex
CREATE INDEX "Message_spaceId_baseSubject_internalDate_idx" ON "Message"("spaceId", "baseSubject", "internalDate");

-- CreateIndex
CREATE INDEX "Message_blobHash_idx" ON "Message"("blobHash");

-- CreateIndex
CREATE INDEX "MailboxMessage_mailboxId_modseq_idx" ON "MailboxMessage"("mailboxId", "modseq");

-- CreateIndex
CREATE INDEX "MailboxMessage_spaceId_modseq_idx" ON "MailboxMessage"("spaceId", "modseq");

-- CreateIndex
CREATE INDEX "MailboxMessage_mailboxId_date_uid_idx" ON "MailboxMessage"("mailboxId", "date" DESC, "uid" DESC);

-- CreateIndex
CREATE INDEX "MailboxMessage_mailboxId_threadId_date_uid_idx" ON "MailboxMessage"("mailboxId", "threadId", "date" DESC, "uid" DESC);

-- CreateIndex
CREATE INDEX "MailboxMessage_spaceId_threadId_idx" ON "MailboxMessage"("spaceId", "threadId");

-- CreateIndex
CREATE INDEX "MailboxMessage_messageId_idx" ON "MailboxMessage"("messageId");

-- CreateIndex
CREATE INDEX "Expunged_mailboxId_modseq_idx" ON "Expunged"("mailboxId", "modseq");

-- CreateIndex
CREATE INDEX "Expunged_spaceId_modseq_idx" ON "Expunged"("spaceId", "modseq");

-- CreateIndex
CREATE UNIQUE INDEX "Draft_messageId_key" ON "Draft"("messageId");

-- CreateIndex
CREATE INDEX "Draft_spaceId_idx" ON "Draft"("spaceId");

-- CreateIndex
CREATE INDEX "Upload_createdAt_idx" ON "Upload"("createdAt");

-- CreateIndex
CREATE INDEX "Upload_blobHash_idx" ON "Upload"("blobHash");

-- CreateIndex
CREATE INDEX "UndoStep_createdAt_idx" ON "UndoStep"("createdAt");

-- CreateIndex
CREATE INDEX "ServiceNode_role_heartbeatAt_idx" ON "ServiceNode"("role", "heartbeatAt");

-- CreateIndex
CREATE INDEX "OutboundMessage_blobHash_idx" ON "OutboundMessage"("blobHash");

-- CreateIndex
CREATE INDEX "OutboundMessage_finishedAt_idx" ON "OutboundMessage"("finishedAt");

-- CreateIndex
CREATE INDEX "OutboundRecipient_state_nextAttemptAt_idx" ON "OutboundRecipient"("state", "nextAttemptAt");

-- CreateIndex
CREATE INDEX "OutboundRecipient_outboundId_idx" ON "OutboundRecipient"("outboundId");

-- CreateIndex
CREATE INDEX "Grant_subjectKind_subjectId_idx" ON "Grant"("subjectKind", "subjectId");

-- CreateIndex
CREATE INDEX "Grant_viaId_idx" ON "Grant"("viaId");

-- CreateIndex
CREATE UNIQUE INDEX "Grant_objectKind_objectId_subjectKind_subjectId_key" ON "Grant"("objectKind", "objectId", "subjectKind", "subjectId");

-- CreateIndex
CREATE INDEX "SearchDoc_spaceId_vector_idx" ON "SearchDoc" USING GIN ("spaceId" uuid_ops, "vector");

-- CreateIndex
CREATE INDEX "SearchDoc_prefix" ON "SearchDoc" USING GIN ("title" gin_trgm_ops, "people" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "SearchDoc_spaceId_kind_at_idx" ON "SearchDoc"("spaceId", "kind", "at" DESC);

-- AddForeignKey
ALTER TABLE "DkimKey" ADD CONSTRAINT "DkimKey_domainId_fkey" FOREIGN KEY ("domainId") REFERENCES "Domain"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ServiceClass" ADD CONSTRAINT "ServiceClass_domainId_fkey" FOREIGN KEY ("domainId") REFERENCES "Domain"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_domainId_fkey" FOREIGN KEY ("domainId") REFERENCES "Domain"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_classId_fkey" FOREIGN KEY ("classId") REFERENCES "ServiceClass"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Address" ADD CONSTRAINT "Address_domainId_fkey" FOREIGN KEY ("domainId") REFERENCES "Domain"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Address" ADD CONSTRAINT "Address_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Password" ADD CONSTRAINT "Password_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Token" ADD CONSTRAINT "Token_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Blob" ADD CONSTRAINT "Blob_packId_fkey" FOREIGN KEY ("packId") REFERENCES "BlobPack"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Mailbox" ADD CONSTRAINT "Mailbox_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Mailbox"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MailboxMessage" ADD CONSTRAINT "MailboxMessage_mailboxId_fkey" FOREIGN KEY ("mailboxId") REFERENCES "Mailbox"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MailboxMessage" ADD CONSTRAINT "MailboxMessage_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Expunged" ADD CONSTRAINT "Expunged_mailboxId_fkey" FOREIGN KEY ("mailboxId") REFERENCES "Mailbox"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OutboundRecipient" ADD CONSTRAINT "OutboundRecipient_outboundId_fkey" FOREIGN KEY ("outboundId") REFERENCES "OutboundMessage"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_viaId_fkey" FOREIGN KEY ("viaId") REFERENCES "Grant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Tombstone" ADD CONSTRAINT "Tombstone_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What Prisma's language cannot say.

-- Mail is compressed already or small: storing it as it is saves the time of trying.
ALTER TABLE "StagedBlob" ALTER COLUMN "data" SET STORAGE EXTERNAL;

-- A mailbox name is unique among its siblings, and two NULL parents are the same parent. INBOX is compared without case (RFC 9051 §5.1).
CREATE UNIQUE INDEX "Mailbox_siblings" ON "Mailbox" ("spaceId", "parentId", (CASE WHEN "parentId" IS NULL AND upper("name") = 'INBOX' THEN 'INBOX' ELSE "name" END)) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX "Mailbox_one_per_role" ON "Mailbox" ("spaceId", "role") WHERE "role" IS NOT NULL;

-- RFC 9051 §2.3.1.1: UIDVALIDITY and UIDs are non-zero 32-bit numbers.
ALTER TABLE "Mailbox" ADD CONSTRAINT "Mailbox_numbers" CHECK ("uidValidity" BETWEEN 1 AND 4294967295 AND "uidNext" BETWEEN 1 AND 4294967296 AND "total" >= 0 AND "unseen" BETWEEN 0 AND "total");
ALTER TABLE "Mailbox" ADD CONSTRAINT "Mailbox_name" CHECK ("name" <> '' AND octet_length("name") <= 255);
ALTER TABLE "Address" ADD CONSTRAINT "Address_local" CHECK ("local" = lower("local") AND octet_length("local") BETWEEN 1 AND 64);
ALTER TABLE "Domain" ADD CONSTRAINT "Domain_name" CHECK ("name" = lower("name") AND octet_length("name") BETWEEN 1 AND 253);
ALTER TABLE "Blob" ADD CONSTRAINT "Blob_hash" CHECK (octet_length("hash") = 32 AND "sizeBytes" >= 0 AND ("packId" IS NULL) = ("offset" IS NULL));

CREATE INDEX "Message_to_index" ON "Message" ("createdAt") WHERE NOT "isIndexed";
CREATE INDEX "OutboundRecipient_due" ON "OutboundRecipient" ("nextAttemptAt") WHERE "state" = 'queued';

CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is append-only';
END $$;
CREATE TRIGGER "AuditEvent_append_only" BEFORE UPDATE OR DELETE ON "AuditEvent" FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
