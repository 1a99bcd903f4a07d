export {
  type FoundRecording,
  keepMadeCaptions,
  readCaptions,
  removeCaptions,
  searchRecordings,
  setCaptions,
} from "./captions.ts";
export { chapterWords } from "./chapter-words.ts";
export { openFilm, removeRecording, renameRecording, retryRecording } from "./change.ts";
export { type Film, keepFilm } from "./keep-film.ts";
export { getRecording, listRecordings } from "./list.ts";
export { noteRecordingEnded, noteRecordingStarted } from "./note.ts";
export { retireRecordings } from "./retention.ts";
export { startRecording } from "./start.ts";
export { stopRecording } from "./stop.ts";
export { recoverRecordings, sweepRecordings } from "./sweep.ts";
export {
  type ClaimedRecording,
  claimRecording,
  finishedAmong,
  holdRecording,
  noteFailure,
  noteProgress,
  releaseRecording,
} from "./work.ts";
