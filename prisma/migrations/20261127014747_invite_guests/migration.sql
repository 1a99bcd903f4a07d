CREATE TABLE "RoomInvite" (
    "id" UUID NOT NULL,
    "roomId" UUID NOT NULL,
    "tokenHash" BYTEA NOT NULL,
    "sealedToken" BYTEA NOT NULL,
    "address" TEXT,
    "withHistory" BOOLEAN NOT NULL DEFAULT false,
    "fromNumber" INTEGER NOT NULL DEFAULT 0,
    "mayUpload" BOOLEAN NOT NULL DEFAULT false,
    "mostUses" INTEGER,
    "uses" INTEGER NOT NULL DEFAULT 0,
    "expiresAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),
    "makerId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RoomInvite_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "RoomInvite_uses_check" CHECK ("mostUses" IS NULL OR "uses" <= "mostUses")
);

CREATE TABLE "RoomGuest" (
    "id" UUID NOT NULL,
    "roomId" UUID NOT NULL,
    "inviteId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "fromNumber" INTEGER NOT NULL DEFAULT 0,
    "readNumber" INTEGER NOT NULL DEFAULT 0,
    "deliveredNumber" INTEGER NOT NULL DEFAULT 0,
    "secretHash" BYTEA NOT NULL,
    "joinedAt" TIMESTAMPTZ(3) NOT NULL,
    "leftAt" TIMESTAMPTZ(3),
    "modseq" BIGINT NOT NULL,

    CONSTRAINT "RoomGuest_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "RoomInvite_tokenHash_key" ON "RoomInvite"("tokenHash");
CREATE INDEX "RoomInvite_roomId_idx" ON "RoomInvite"("roomId");
CREATE INDEX "RoomInvite_expiresAt_idx" ON "RoomInvite"("expiresAt");
CREATE UNIQUE INDEX "RoomGuest_secretHash_key" ON "RoomGuest"("secretHash");
CREATE INDEX "RoomGuest_roomId_modseq_idx" ON "RoomGuest"("roomId", "modseq");
CREATE INDEX "RoomGuest_inviteId_idx" ON "RoomGuest"("inviteId");

ALTER TABLE "RoomInvite" ADD CONSTRAINT "RoomInvite_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("spaceId") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "RoomGuest" ADD CONSTRAINT "RoomGuest_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("spaceId") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "RoomGuest" ADD CONSTRAINT "RoomGuest_inviteId_fkey" FOREIGN KEY ("inviteId") REFERENCES "RoomInvite"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "FileUpload" ADD COLUMN "guestId" UUID;
CREATE INDEX "FileUpload_guestId_idx" ON "FileUpload"("guestId");
