-- A team folder is held as an account is, by its space.

-- AlterTable
ALTER TABLE "LegalHold" ADD COLUMN "teamId" UUID,
ALTER COLUMN "accountId" DROP NOT NULL;

-- CreateIndex
CREATE INDEX "LegalHold_teamId_idx" ON "LegalHold"("teamId");

-- AddForeignKey
ALTER TABLE "LegalHold" ADD CONSTRAINT "LegalHold_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "TeamFolder"("rootId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Either is held, once at a time.
ALTER TABLE "LegalHold" ADD CONSTRAINT "LegalHold_of_check" CHECK (num_nonnulls("accountId", "teamId") = 1);
CREATE UNIQUE INDEX "LegalHold_active_team_key" ON "LegalHold"("teamId") WHERE "releasedAt" IS NULL;
