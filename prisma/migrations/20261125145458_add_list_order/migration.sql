-- AlterTable
ALTER TABLE "Expunged" ADD COLUMN     "messageId" UUID;

-- DropIndex
DROP INDEX "MailboxMessage_mailboxId_date_uid_idx";

-- DropIndex
DROP INDEX "MailboxMessage_mailboxId_threadId_date_uid_idx";

-- AlterTable
ALTER TABLE "MailboxMessage" ADD COLUMN     "attachmentBytes" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "isHead" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "marks" SMALLINT NOT NULL DEFAULT 0,
ADD COLUMN     "senderKey" TEXT COLLATE "C" NOT NULL DEFAULT '',
ADD COLUMN     "sizeBytes" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "subjectKey" TEXT COLLATE "C" NOT NULL DEFAULT '';

-- What is there already: as near as SQL can say it. Whether it came from a list only the content tells, and mail that comes in says it itself.
UPDATE "MailboxMessage" p SET
  "sizeBytes" = m."sizeBytes",
  "attachmentBytes" = CASE WHEN m."hasAttachments" THEN m."sizeBytes" / 4 * 3 ELSE 0 END,
  "senderKey" = left(lower(coalesce(nullif(m."people"->'from'->0->>'name', ''), m."people"->'from'->0->>'address', '')), 80),
  "subjectKey" = left(lower(m."baseSubject"), 80),
  "marks" = CASE WHEN m."hasAttachments" THEN 1 ELSE 0 END
    + CASE WHEN EXISTS (
        SELECT 1 FROM "Account" a JOIN "Address" x ON x."accountId" = a."id" JOIN "Domain" d ON d."id" = x."domainId"
        WHERE a."spaceId" = p."spaceId" AND (m."people"->'to') || (m."people"->'cc') @> jsonb_build_array(jsonb_build_object('address', x."local" || '@' || d."name")))
      THEN 4 ELSE 0 END,
  "isHead" = NOT EXISTS (SELECT 1 FROM "MailboxMessage" n WHERE n."mailboxId" = p."mailboxId" AND n."threadId" = p."threadId" AND (n."date", n."uid") > (p."date", p."uid"))
FROM "Message" m WHERE m."id" = p."messageId";

-- CreateIndex
CREATE INDEX "MailboxMessage_by_date" ON "MailboxMessage"("mailboxId", "date" DESC, "uid" DESC, "isHead", "flags", "marks", "threadId");

-- CreateIndex
CREATE INDEX "MailboxMessage_by_sender" ON "MailboxMessage"("mailboxId", "senderKey", "date" DESC, "uid" DESC, "isHead", "flags", "marks");

-- CreateIndex
CREATE INDEX "MailboxMessage_by_subject" ON "MailboxMessage"("mailboxId", "subjectKey", "date" DESC, "uid" DESC, "isHead", "flags", "marks");

-- CreateIndex
CREATE INDEX "MailboxMessage_by_size" ON "MailboxMessage"("mailboxId", "sizeBytes" DESC, "date" DESC, "uid" DESC, "isHead", "flags", "marks");

-- CreateIndex
CREATE INDEX "MailboxMessage_by_attachments" ON "MailboxMessage"("mailboxId", "attachmentBytes" DESC, "date" DESC, "uid" DESC, "isHead", "flags", "marks");

-- CreateIndex
CREATE INDEX "MailboxMessage_by_thread" ON "MailboxMessage"("mailboxId", "threadId", "date" DESC, "uid" DESC, "flags", "marks");

-- Few of many: a list of them, and whether there are any, costs as much as there are.
CREATE INDEX "MailboxMessage_flagged" ON "MailboxMessage" ("mailboxId", "date" DESC, "uid" DESC) WHERE "flags" & 4 <> 0;
CREATE INDEX "MailboxMessage_tagged" ON "MailboxMessage" ("mailboxId", "date" DESC, "uid" DESC) WHERE "keywords" <> '{}';

-- The newest message of a thread in a mailbox stands for it in lists. Whatever comes into a mailbox or leaves it, by whichever way, the marks of
-- the threads that it touches are put right in the same transaction. Rows are named by index: a plan that reads the whole table was made when it
-- was small.
CREATE FUNCTION keep_thread_heads() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
  UPDATE "MailboxMessage" p SET "isHead" = NOT p."isHead"
  FROM (SELECT DISTINCT "mailboxId", "threadId" FROM touched) t
  WHERE p."mailboxId" = t."mailboxId" AND p."threadId" = t."threadId"
    AND p."isHead" = EXISTS (
      SELECT 1 FROM "MailboxMessage" n
      WHERE n."mailboxId" = p."mailboxId" AND n."threadId" = p."threadId" AND (n."date", n."uid") > (p."date", p."uid"));
  RETURN NULL;
END
$$;
CREATE TRIGGER "MailboxMessage_heads_in" AFTER INSERT ON "MailboxMessage"
  REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION keep_thread_heads();
CREATE TRIGGER "MailboxMessage_heads_out" AFTER DELETE ON "MailboxMessage"
  REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION keep_thread_heads();
