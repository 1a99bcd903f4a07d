-- CreateTable
CREATE TABLE "TeamFolder" (
    "spaceId" UUID NOT NULL,
    "rootId" UUID NOT NULL,
    "domainId" UUID NOT NULL,
    "quotaBytes" BIGINT NOT NULL DEFAULT 0,
    "creatorId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TeamFolder_pkey" PRIMARY KEY ("spaceId")
);

-- CreateIndex
CREATE UNIQUE INDEX "TeamFolder_rootId_key" ON "TeamFolder"("rootId");

-- CreateIndex
CREATE INDEX "TeamFolder_domainId_idx" ON "TeamFolder"("domainId");

-- AddForeignKey
ALTER TABLE "TeamFolder" ADD CONSTRAINT "TeamFolder_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TeamFolder" ADD CONSTRAINT "TeamFolder_rootId_fkey" FOREIGN KEY ("rootId") REFERENCES "Node"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TeamFolder" ADD CONSTRAINT "TeamFolder_domainId_fkey" FOREIGN KEY ("domainId") REFERENCES "Domain"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's language cannot say.

ALTER TABLE "TeamFolder" ADD CONSTRAINT "TeamFolder_quota" CHECK ("quotaBytes" >= 0);
