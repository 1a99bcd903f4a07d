CREATE TABLE "WopiLock" (
    "nodeId" UUID NOT NULL,
    "lock" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "WopiLock_pkey" PRIMARY KEY ("nodeId"),
    CONSTRAINT "WopiLock_form" CHECK (char_length("lock") BETWEEN 1 AND 1024)
);

ALTER TABLE "WopiLock" ADD CONSTRAINT "WopiLock_nodeId_fkey" FOREIGN KEY ("nodeId") REFERENCES "Node"("id") ON DELETE CASCADE ON UPDATE CASCADE;
