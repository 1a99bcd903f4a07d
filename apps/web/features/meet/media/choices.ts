/** What this browser remembers of how somebody meets. */
export type MediaChoices = {
  readonly micId: string | null;
  readonly cameraId: string | null;
  readonly speakerId: string | null;
  readonly wantsMic: boolean;
  readonly wantsCamera: boolean;
  readonly reducesNoise: boolean;
  /** "none", "blur", or the name of a picture. */
  readonly background: string;
};

const key = "meet.media";
const first: MediaChoices = {
  micId: null,
  cameraId: null,
  speakerId: null,
  wantsMic: true,
  wantsCamera: true,
  reducesNoise: false,
  background: "none",
};

/** What was kept, of whatever version: what is of another kind does not count. */
export function readChoices(kept: string | null): MediaChoices {
  let said: unknown;
  try {
    said = JSON.parse(kept ?? "null");
  } catch {
    return first;
  }
  if (typeof said !== "object" || said === null) return first;
  const known: [string, unknown][] = Object.entries(said);
  const fits = ([name, value]: [string, unknown]) => {
    const wanted = name in first ? first[name as keyof MediaChoices] : undefined;
    if (wanted === undefined) return false;
    return wanted === null ? value === null || typeof value === "string" : typeof value === typeof wanted;
  };
  return { ...first, ...Object.fromEntries(known.filter(fits)) };
}

export const loadChoices = (): MediaChoices => readChoices(window.localStorage.getItem(key));

export function saveChoices(choices: MediaChoices): void {
  window.localStorage.setItem(key, JSON.stringify(choices));
}
