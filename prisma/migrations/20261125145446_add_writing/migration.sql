-- AlterEnum
ALTER TYPE "MailboxRole" ADD VALUE 'scheduled';

-- AlterEnum
ALTER TYPE "OutboundState" ADD VALUE 'held';

-- AlterTable
ALTER TABLE "Draft" ADD COLUMN     "identityId" UUID,
ADD COLUMN     "wantsDelivery" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "OutboundMessage" ADD COLUMN     "cancelledAt" TIMESTAMPTZ(3),
ADD COLUMN     "envId" TEXT,
ADD COLUMN     "forwardOfMessageId" UUID,
ADD COLUMN     "isScheduled" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "isUtf8" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "recipientCount" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "replyToMessageId" UUID,
ADD COLUMN     "ret" TEXT;

-- AlterTable
ALTER TABLE "OutboundRecipient" ADD COLUMN     "delayReportedAt" TIMESTAMPTZ(3),
ADD COLUMN     "isRelayed" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "notify" TEXT[],
ADD COLUMN     "originalRecipient" TEXT,
ADD COLUMN     "successReportedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Space" ADD COLUMN     "usedBytes" BIGINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Upload" ADD COLUMN     "signatureId" UUID,
ADD COLUMN     "templateId" UUID;

-- CreateTable
CREATE TABLE "Identity" (
    "id" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "modseq" BIGINT NOT NULL,
    "name" TEXT,
    "address" TEXT NOT NULL,
    "replyTo" TEXT NOT NULL DEFAULT '',
    "position" INTEGER NOT NULL DEFAULT 0,
    "isDefault" BOOLEAN NOT NULL DEFAULT false,
    "newSignatureId" UUID,
    "replySignatureId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deletedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Identity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Signature" (
    "id" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "modseq" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "deletedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Signature_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Template" (
    "id" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "modseq" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "deletedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Template_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Identity_spaceId_position_idx" ON "Identity"("spaceId", "position");

-- CreateIndex
CREATE INDEX "Identity_newSignatureId_idx" ON "Identity"("newSignatureId");

-- CreateIndex
CREATE INDEX "Identity_replySignatureId_idx" ON "Identity"("replySignatureId");

-- CreateIndex
CREATE INDEX "Signature_spaceId_idx" ON "Signature"("spaceId");

-- CreateIndex
CREATE INDEX "Template_spaceId_name_idx" ON "Template"("spaceId", "name");

-- CreateIndex
CREATE INDEX "OutboundMessage_accountId_createdAt_idx" ON "OutboundMessage"("accountId", "createdAt");

-- CreateIndex
CREATE INDEX "Upload_signatureId_idx" ON "Upload"("signatureId");

-- CreateIndex
CREATE INDEX "Upload_templateId_idx" ON "Upload"("templateId");

-- AddForeignKey
ALTER TABLE "Identity" ADD CONSTRAINT "Identity_newSignatureId_fkey" FOREIGN KEY ("newSignatureId") REFERENCES "Signature"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Identity" ADD CONSTRAINT "Identity_replySignatureId_fkey" FOREIGN KEY ("replySignatureId") REFERENCES "Signature"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Upload" ADD CONSTRAINT "Upload_signatureId_fkey" FOREIGN KEY ("signatureId") REFERENCES "Signature"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Upload" ADD CONSTRAINT "Upload_templateId_fkey" FOREIGN KEY ("templateId") REFERENCES "Template"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What Prisma's language cannot say.

CREATE UNIQUE INDEX "Identity_one_default" ON "Identity" ("spaceId") WHERE "isDefault" AND "deletedAt" IS NULL;
CREATE INDEX "OutboundMessage_scheduled" ON "OutboundMessage" ("notBefore") WHERE "isScheduled";
CREATE INDEX "OutboundMessage_scheduled_message" ON "OutboundMessage" ("messageId") WHERE "isScheduled";
ALTER TABLE "OutboundMessage" ADD CONSTRAINT "OutboundMessage_ret" CHECK ("ret" IN ('FULL', 'HDRS'));
ALTER TABLE "Identity" ADD CONSTRAINT "Identity_address" CHECK ("address" <> '' AND octet_length("address") <= 320);

UPDATE "OutboundMessage" o SET "recipientCount" = (SELECT count(*) FROM "OutboundRecipient" r WHERE r."outboundId" = o."id");

-- What a space's mail takes is kept by the database itself, whichever way a message comes or goes.
UPDATE "Space" s SET "usedBytes" = (SELECT coalesce(sum(m."sizeBytes"), 0) FROM "Message" m WHERE m."spaceId" = s."id" AND m."deletedAt" IS NULL);

CREATE FUNCTION count_used_bytes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    UPDATE "Space" s SET "usedBytes" = s."usedBytes" + c.bytes
    FROM (SELECT "spaceId", sum("sizeBytes") AS bytes FROM added WHERE "deletedAt" IS NULL GROUP BY 1) c WHERE s."id" = c."spaceId";
  ELSIF TG_OP = 'DELETE' THEN
    UPDATE "Space" s SET "usedBytes" = s."usedBytes" - c.bytes
    FROM (SELECT "spaceId", sum("sizeBytes") AS bytes FROM removed WHERE "deletedAt" IS NULL GROUP BY 1) c WHERE s."id" = c."spaceId";
  ELSE
    UPDATE "Space" s SET "usedBytes" = s."usedBytes" + c.bytes
    FROM (SELECT "spaceId", sum(bytes) AS bytes FROM (
        SELECT "spaceId", "sizeBytes" AS bytes FROM added WHERE "deletedAt" IS NULL
        UNION ALL SELECT "spaceId", -"sizeBytes" FROM removed WHERE "deletedAt" IS NULL) d GROUP BY 1 HAVING sum(bytes) <> 0) c
    WHERE s."id" = c."spaceId";
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "Message_added_bytes" AFTER INSERT ON "Message" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_used_bytes();
CREATE TRIGGER "Message_removed_bytes" AFTER DELETE ON "Message" REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION count_used_bytes();
CREATE TRIGGER "Message_changed_bytes" AFTER UPDATE ON "Message" REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_used_bytes();

-- The signature that was a setting becomes one of the account's own, used as it was: below everything.
WITH effective AS (
  SELECT DISTINCT ON (a."id") a."id", a."spaceId", s."value" #>> '{}' AS html FROM "Account" a JOIN "Setting" s ON s."key" = 'mail.signature' AND (
      (s."scope" = 'account' AND s."scopeId" = a."id") OR (s."scope" = 'class' AND s."scopeId" = a."classId") OR
      (s."scope" = 'domain' AND s."scopeId" = a."domainId") OR s."scope" = 'global')
  ORDER BY a."id", array_position(ARRAY['account', 'class', 'domain', 'global'], s."scope"::text)),
made AS (
  INSERT INTO "Signature" ("id", "spaceId", "modseq", "name", "html")
  SELECT gen_random_uuid(), e."spaceId", 0, coalesce(nullif(a."name", ''), 'Signature'), e.html FROM effective e JOIN "Account" a ON a."id" = e."id" WHERE e.html <> ''
  RETURNING "id", "spaceId")
INSERT INTO "Identity" ("id", "spaceId", "modseq", "address", "isDefault", "newSignatureId", "replySignatureId")
SELECT a."id", a."spaceId", 0, x."local" || '@' || d."name", true, made."id", made."id" FROM made JOIN "Account" a ON a."spaceId" = made."spaceId"
JOIN "Domain" d ON d."id" = a."domainId" JOIN "Address" x ON x."accountId" = a."id" AND x."kind" NOT IN ('alias', 'mask')
ON CONFLICT DO NOTHING;
DELETE FROM "Setting" WHERE "key" = 'mail.signature';
