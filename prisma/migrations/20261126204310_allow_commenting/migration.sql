-- A collaboration link may also let people comment.
ALTER TABLE "FileLink" DROP CONSTRAINT "FileLink_form";
ALTER TABLE "FileLink" ADD CONSTRAINT "FileLink_form" CHECK (
  octet_length("tokenHash") = 32 AND char_length("description") <= 1000 AND ("kind" = 'collaborate') = ("role" IS NOT NULL)
  AND "role" IN ('read', 'comment', 'write'));
