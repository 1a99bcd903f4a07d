import type { MediaChoices } from "./choices.ts";

/** A track as it is sent, made of one that was opened; `end` ends both. */
export type Treated = { readonly track: MediaStreamTrack; end(): void };

const asItIs = (raw: MediaStreamTrack): Treated => ({ track: raw, end: () => raw.stop() });

/** A sound as somebody wants it sent. What cannot be done to it is left. */
export async function treatSound(raw: MediaStreamTrack, { reducesNoise }: MediaChoices): Promise<Treated> {
  if (!reducesNoise) return asItIs(raw);
  try {
    const { withoutNoise } = await import("./noise.ts");
    return await withoutNoise(raw);
  } catch {
    return asItIs(raw);
  }
}

/** A picture as somebody wants it sent. */
export async function treatPicture(raw: MediaStreamTrack, { background }: MediaChoices): Promise<Treated> {
  raw.contentHint = "motion";
  if (background === "none") return asItIs(raw);
  const { withBackground } = await import("./background.ts");
  return withBackground(raw, background);
}
