import type { Size } from "../rtp/vp8-size.ts";

export type Layout = "grid" | "speaker" | "screen";

/** A stream as it lies on the disk. */
export type Track = {
  readonly streamId: string;
  readonly codec: "vp8" | "opus";
  readonly firstMs: number;
  readonly lastMs: number;
  /** Of pictures: from when on they have which shape. */
  readonly sizes: readonly { readonly atMs: number; readonly size: Size }[];
};

/** Somebody or something that is seen. */
export type Seen = {
  readonly personId: string;
  readonly name: string;
  readonly kind: "person" | "screen";
  /** Whose pictures are shown; null while there are none. */
  readonly streamId: string | null;
  readonly size: Size | null;
};

export type Rectangle = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
export type Tile = Seen & Rectangle;

/** A stretch of the film in which all stays where it is. */
export type Segment = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly tiles: readonly Tile[];
};

export type Speaking = {
  readonly personId: string;
  readonly name: string;
  /** Seconds of the film. */
  readonly from: number;
  readonly to: number;
};

/** `title` is a key and a name: it is put into words where somebody's language is known. */
export type Chapter = {
  /** Seconds of the film. */
  readonly at: number;
  readonly what: "start" | "shares" | "speaks" | "joins";
  readonly name: string;
};

export type Plan = {
  readonly durationMs: number;
  readonly segments: readonly Segment[];
  /** Streams that are heard. */
  readonly heard: readonly string[];
  /** Those of them that are somebody's own voice. */
  readonly voices: readonly { readonly streamId: string; readonly name: string }[];
  readonly speakers: readonly Speaking[];
  readonly chapters: readonly Chapter[];
};

export const canvas = { width: 1280, height: 720, framesPerSecond: 25 } as const;
/** People and screens that are seen at once. */
export const mostInGrid = 16;
export const frameMs = 1000 / canvas.framesPerSecond;
