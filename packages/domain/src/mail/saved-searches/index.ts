export {
  createSavedSearch,
  listSavedSearches,
  orderSavedSearches,
  removeSavedSearch,
  updateSavedSearch,
} from "./saved-searches.ts";
export type { SavedSearch } from "./restore.ts";
