-- CreateEnum
CREATE TYPE "MeetingWaiting" AS ENUM ('nobody', 'guests', 'everybody');

-- CreateEnum
CREATE TYPE "MeetingPersonKind" AS ENUM ('account', 'guest');

-- CreateEnum
CREATE TYPE "MeetingPersonState" AS ENUM ('assigned', 'waiting', 'admitted', 'here', 'gone', 'refused', 'removed');

-- CreateEnum
CREATE TYPE "RecordingLayout" AS ENUM ('grid', 'speaker', 'screen');

-- CreateEnum
CREATE TYPE "RecordingState" AS ENUM ('starting', 'recording', 'finalising', 'composing', 'ready', 'failed');

-- AlterTable
ALTER TABLE "RoomInvite" ADD COLUMN     "isForMeeting" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "MeetingRoom" (
    "roomId" UUID NOT NULL,
    "waiting" "MeetingWaiting" NOT NULL DEFAULT 'guests',
    "isLocked" BOOLEAN NOT NULL DEFAULT false,
    "passwordHash" TEXT,
    "inviteId" UUID,
    "notesId" UUID,
    "modseq" BIGINT NOT NULL,

    CONSTRAINT "MeetingRoom_pkey" PRIMARY KEY ("roomId")
);

-- CreateTable
CREATE TABLE "Meeting" (
    "id" UUID NOT NULL,
    "roomId" UUID NOT NULL,
    "parentId" UUID,
    "name" TEXT NOT NULL DEFAULT '',
    "startedById" UUID,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "answeredAt" TIMESTAMPTZ(3),
    "endsAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "messageId" UUID,
    "owner" UUID,
    "address" TEXT,
    "aliveAt" TIMESTAMPTZ(3) NOT NULL,
    "modseq" BIGINT NOT NULL,

    CONSTRAINT "Meeting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MeetingPerson" (
    "meetingId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "kind" "MeetingPersonKind" NOT NULL,
    "name" TEXT NOT NULL,
    "state" "MeetingPersonState" NOT NULL,
    "isModerator" BOOLEAN NOT NULL DEFAULT false,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "joinedAt" TIMESTAMPTZ(3),
    "leftAt" TIMESTAMPTZ(3),

    CONSTRAINT "MeetingPerson_pkey" PRIMARY KEY ("meetingId","personId")
);

-- CreateTable
CREATE TABLE "MeetingFeedback" (
    "meetingId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "stars" INTEGER NOT NULL,
    "faults" TEXT[],
    "text" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "MeetingFeedback_pkey" PRIMARY KEY ("meetingId","personId")
);

-- CreateTable
CREATE TABLE "Recording" (
    "id" UUID NOT NULL,
    "meetingId" UUID NOT NULL,
    "roomId" UUID NOT NULL,
    "starterId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "folderId" UUID,
    "layout" "RecordingLayout" NOT NULL DEFAULT 'grid',
    "state" "RecordingState" NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "host" TEXT,
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "leasedUntil" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "failure" TEXT,
    "seconds" DOUBLE PRECISION,
    "nodeId" UUID,
    "chapters" JSONB NOT NULL DEFAULT '[]',
    "speakers" JSONB NOT NULL DEFAULT '[]',
    "modseq" BIGINT NOT NULL,

    CONSTRAINT "Recording_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RecordingCaptions" (
    "recordingId" UUID NOT NULL,
    "language" TEXT NOT NULL,
    "isMade" BOOLEAN NOT NULL,
    "vtt" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "modseq" BIGINT NOT NULL,

    CONSTRAINT "RecordingCaptions_pkey" PRIMARY KEY ("recordingId","language")
);

-- CreateIndex
CREATE UNIQUE INDEX "MeetingRoom_inviteId_key" ON "MeetingRoom"("inviteId");

-- CreateIndex
CREATE INDEX "MeetingRoom_notesId_idx" ON "MeetingRoom"("notesId");

-- CreateIndex
CREATE INDEX "Meeting_roomId_startedAt_idx" ON "Meeting"("roomId", "startedAt");

-- CreateIndex
CREATE INDEX "Meeting_parentId_idx" ON "Meeting"("parentId");

-- CreateIndex
CREATE INDEX "Meeting_endedAt_aliveAt_idx" ON "Meeting"("endedAt", "aliveAt");

-- CreateIndex
CREATE INDEX "MeetingPerson_personId_idx" ON "MeetingPerson"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Recording_nodeId_key" ON "Recording"("nodeId");

-- CreateIndex
CREATE INDEX "Recording_roomId_startedAt_idx" ON "Recording"("roomId", "startedAt");

-- CreateIndex
CREATE INDEX "Recording_meetingId_idx" ON "Recording"("meetingId");

-- CreateIndex
CREATE INDEX "Recording_state_leasedUntil_idx" ON "Recording"("state", "leasedUntil");

-- AddForeignKey
ALTER TABLE "MeetingRoom" ADD CONSTRAINT "MeetingRoom_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("spaceId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeetingRoom" ADD CONSTRAINT "MeetingRoom_inviteId_fkey" FOREIGN KEY ("inviteId") REFERENCES "RoomInvite"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeetingRoom" ADD CONSTRAINT "MeetingRoom_notesId_fkey" FOREIGN KEY ("notesId") REFERENCES "Node"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Meeting" ADD CONSTRAINT "Meeting_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("spaceId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Meeting" ADD CONSTRAINT "Meeting_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Meeting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeetingPerson" ADD CONSTRAINT "MeetingPerson_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeetingFeedback" ADD CONSTRAINT "MeetingFeedback_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Recording" ADD CONSTRAINT "Recording_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Recording" ADD CONSTRAINT "Recording_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("spaceId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Recording" ADD CONSTRAINT "Recording_nodeId_fkey" FOREIGN KEY ("nodeId") REFERENCES "Node"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecordingCaptions" ADD CONSTRAINT "RecordingCaptions_recordingId_fkey" FOREIGN KEY ("recordingId") REFERENCES "Recording"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- A room has one meeting at a time; the parts that it is split into are beside it.
CREATE UNIQUE INDEX "Meeting_open_key" ON "Meeting" ("roomId") WHERE "endedAt" IS NULL AND "parentId" IS NULL;
ALTER TABLE "Meeting" ADD CONSTRAINT "Meeting_end" CHECK ("endedAt" >= "startedAt");
ALTER TABLE "MeetingFeedback" ADD CONSTRAINT "MeetingFeedback_stars" CHECK ("stars" BETWEEN 1 AND 5);
ALTER TABLE "MeetingPerson" ADD CONSTRAINT "MeetingPerson_name" CHECK (char_length("name") BETWEEN 1 AND 200);
ALTER TABLE "Recording" ADD CONSTRAINT "Recording_pieces" CHECK ("done" >= 0 AND "done" <= greatest("total", 0));
