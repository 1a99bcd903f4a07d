-- AlterTable
ALTER TABLE "Token" ADD COLUMN     "lastUsedVia" TEXT,
ADD COLUMN     "revokedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "KnownDevice" (
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "hash" BYTEA NOT NULL,
    "likeness" TEXT NOT NULL,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "KnownDevice_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "KnownDevice_accountId_likeness_idx" ON "KnownDevice"("accountId", "likeness");

-- CreateIndex
CREATE INDEX "KnownDevice_lastSeenAt_idx" ON "KnownDevice"("lastSeenAt");

-- CreateIndex
CREATE UNIQUE INDEX "KnownDevice_accountId_hash_key" ON "KnownDevice"("accountId", "hash");

-- CreateIndex
CREATE INDEX "AuditEvent_objectId_at_idx" ON "AuditEvent"("objectId", "at");

-- AddForeignKey
ALTER TABLE "KnownDevice" ADD CONSTRAINT "KnownDevice_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- An app password is somebody's, and for something.
ALTER TABLE "Token" ADD CONSTRAINT "Token_appPassword_check" CHECK ("kind" <> 'appPassword' OR ("accountId" IS NOT NULL AND cardinality("scopes") > 0));
