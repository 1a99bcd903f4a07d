-- Whether a sender has written before is asked each time a message is opened.
CREATE INDEX "Message_sender" ON "Message" ("spaceId", lower("people" #>> '{from,0,address}'), "internalDate");
