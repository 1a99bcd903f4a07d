CREATE TABLE "PersonStatus" (
    "accountId" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "modseq" BIGINT NOT NULL,
    "emoji" TEXT NOT NULL DEFAULT '',
    "text" TEXT NOT NULL DEFAULT '',
    "clearsAt" TIMESTAMPTZ(3),
    "isResting" BOOLEAN NOT NULL DEFAULT false,
    "restsUntil" TIMESTAMPTZ(3),

    CONSTRAINT "PersonStatus_pkey" PRIMARY KEY ("accountId"),
    CONSTRAINT "PersonStatus_text_check" CHECK (char_length("text") <= 100 AND char_length("emoji") <= 32)
);

CREATE INDEX "PersonStatus_spaceId_modseq_idx" ON "PersonStatus"("spaceId", "modseq");

ALTER TABLE "PersonStatus" ADD CONSTRAINT "PersonStatus_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
