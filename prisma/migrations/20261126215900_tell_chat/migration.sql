ALTER TABLE "PushMessage" ADD COLUMN "roomId" UUID, ADD COLUMN "roomNumber" INTEGER;

CREATE TABLE "RoomPushWatch" (
    "roomId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "restUntil" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RoomPushWatch_pkey" PRIMARY KEY ("roomId")
);

ALTER TABLE "RoomPushWatch" ADD CONSTRAINT "RoomPushWatch_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("spaceId") ON DELETE CASCADE ON UPDATE CASCADE;
