import type { Service } from "../app.ts";
import { deliverHooks, fetchPreviews, indexChat, noteHookEvents, remind, sendDue } from "../jobs/chat.ts";
import { documentVersions } from "../jobs/document-versions.ts";
import { documents, fileTexts, index } from "../jobs/index-mail.ts";
import { type Loop, runLoop } from "../jobs/loop.ts";
import { works } from "../jobs/long-work.ts";
import { sweepMeetings } from "../jobs/meetings.ts";
import { saveOfficeFiles } from "../jobs/office-files.ts";
import { createOutbound } from "../jobs/outbound.ts";
import { previewMakers } from "../jobs/previews.ts";
import { sendPushes, tellArrivals, tellChat } from "../jobs/push.ts";
import { scans, scansOfOld } from "../jobs/scans.ts";
import { makeFilms } from "../jobs/recordings.ts";
import { returnMail } from "../jobs/return-mail.ts";
import { endShares, late, pack, purge } from "../jobs/upkeep.ts";

const loops: readonly Loop[] = [
  createOutbound(),
  index,
  documents,
  fileTexts,
  documentVersions,
  ...works,
  ...previewMakers,
  saveOfficeFiles,
  makeFilms,
  scans,
  scansOfOld,
  returnMail,
  late,
  pack,
  purge,
  endShares,
  tellArrivals,
  tellChat,
  sendPushes,
  indexChat,
  fetchPreviews,
  remind,
  noteHookEvents,
  deliverHooks,
  sendDue,
  sweepMeetings,
];

/** Everything that is done without anybody waiting for it. */
export const services: readonly Service[] = loops.map((loop) => ({
  name: `jobs:${loop.name}`,
  role: "jobs",
  start: (app) => Promise.resolve(runLoop(app, loop)),
}));
