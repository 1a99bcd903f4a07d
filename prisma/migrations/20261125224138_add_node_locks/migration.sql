-- CreateTable
CREATE TABLE "NodeLock" (
    "id" UUID NOT NULL,
    "nodeId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "isExclusive" BOOLEAN NOT NULL,
    "isDeep" BOOLEAN NOT NULL,
    "owner" TEXT NOT NULL DEFAULT '',
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "NodeLock_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NodeProperty" (
    "nodeId" UUID NOT NULL,
    "namespace" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "NodeProperty_pkey" PRIMARY KEY ("nodeId","namespace","name")
);

-- CreateIndex
CREATE INDEX "NodeLock_nodeId_idx" ON "NodeLock"("nodeId");

-- CreateIndex
CREATE INDEX "NodeLock_accountId_idx" ON "NodeLock"("accountId");

-- CreateIndex
CREATE INDEX "NodeLock_expiresAt_idx" ON "NodeLock"("expiresAt");

-- AddForeignKey
ALTER TABLE "NodeLock" ADD CONSTRAINT "NodeLock_nodeId_fkey" FOREIGN KEY ("nodeId") REFERENCES "Node"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NodeLock" ADD CONSTRAINT "NodeLock_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NodeProperty" ADD CONSTRAINT "NodeProperty_nodeId_fkey" FOREIGN KEY ("nodeId") REFERENCES "Node"("id") ON DELETE CASCADE ON UPDATE CASCADE;
