-- The text of an attached document says from now on which one it is. What was indexed before is read again, the newest first.
UPDATE "SearchDoc" SET "isComplete" = false WHERE "tags" <> '{}';
