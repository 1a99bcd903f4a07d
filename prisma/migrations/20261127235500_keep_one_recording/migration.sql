-- A meeting is recorded once at a time, whoever asks for it in the same moment.
CREATE UNIQUE INDEX "Recording_running" ON "Recording" ("meetingId") WHERE "state" IN ('starting', 'recording');
-- A film ended early, and for what reason, beside why one came to nothing.
ALTER TABLE "Recording" ADD COLUMN "cutBy" TEXT;
