import type { Limits } from "@carbyne/sandbox";
import type { Family } from "./kind.ts";

const mib = 2 ** 20;

/** The largest file of a family that is looked at, in bytes. */
export const mostBytes: Readonly<Record<Family, number>> = {
  picture: 100 * mib,
  heif: 60 * mib,
  bitmap: 60 * mib,
  pdf: 200 * mib,
  office: 60 * mib,
  film: 500 * mib,
  sound: 200 * mib,
  archive: 200 * mib,
};

/** Pixels of a picture that is drawn: more than the largest cameras of phones make. */
export const mostPixels = 220_000_000;
/** What the parts of an office file may unpack to; from so much on it must not be that many times what it is packed. Pictures hardly pack. */
export const mostUnpacked = 600 * mib;
export const suspicious = { bytes: 100 * mib, ratio: 15 };
/** Pages of an office file that are made. */
export const mostPages = 300;

const small: Limits = {
  wallMs: 20_000,
  cpuSeconds: 15,
  memoryBytes: 1024 * mib,
  scratchBytes: 128 * mib,
  outputBytes: 64 * mib,
  processes: 64,
};

/** What a run of each kind of program may take. */
export const limitsOf = {
  draw: small,
  pdf: { ...small, wallMs: 30_000, cpuSeconds: 25 },
  office: {
    ...small,
    wallMs: 90_000,
    cpuSeconds: 75,
    memoryBytes: 1536 * mib,
    scratchBytes: 512 * mib,
    outputBytes: 128 * mib,
    processes: 128,
  },
  list: { ...small, cpuSeconds: 15 },
  media: { ...small, wallMs: 30_000, cpuSeconds: 25 },
} as const satisfies Readonly<Record<string, Limits>>;
