import type { Media } from "./media.ts";

/** A room in which one sends and others receive, whichever server has it. */
export type MediaRoom = {
  /** The process whose work is measured. */
  readonly pid: () => number;
  readonly publish: () => Promise<Media>;
  readonly subscribe: () => Promise<Media>;
  readonly close: () => Promise<void>;
};
