export type { Direction } from "./owners.ts";
export { type Draft, type Preview, previewFilters } from "./preview.ts";
export {
  checkScript,
  type Filters,
  getFilters,
  saveRules,
  saveText,
  type ScriptSummary,
  textOfRules,
} from "./rules.ts";
export { filterFolderStep, runFilters, undoFilterRun, undoFilterStep } from "./run-on-folder.ts";
export {
  activateScript,
  getScript,
  listScripts,
  putScript,
  removeScript,
  renameScript,
  type ScriptRow,
} from "./scripts.ts";
export { suggestConditions } from "./suggest.ts";
