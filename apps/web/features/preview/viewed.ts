/** A file that is shown, wherever it lies. */
export interface Viewed {
  /** Its own among those that are shown together. */
  id: string;
  name: string;
  type: string;
  sizeBytes: number;
  /** Why nobody gets its bytes, where that is known: a reason of the catalogue of refusals, and what its words are filled in with. */
  refused?: { reason: string; params: Readonly<Record<string, string>> } | undefined;
  /** Where its bytes are, to be shown. */
  contentHref: string;
  /** Where they are to be kept; null when it is only to be looked at, as the server draws it. */
  downloadHref: string | null;
  /** Where the server shows it in another way: as a picture, as pages, as the list of what lies in it. */
  previewHref: (as: "picture" | "pages" | "list", query?: Readonly<Record<string, string>>) => string;
  /** What the server takes it by, for what it reads in it; null for a visitor, for whom it reads nothing. */
  source: { nodeId: string; versionId?: string } | { messageId: string; path: string } | null;
}

const endings = { picture: "", pages: ".pdf", list: ".json" } as const;

/** The address of a preview of what lies at an address. */
export function previewAt(base: string, more: Readonly<Record<string, string>> = {}): Viewed["previewHref"] {
  return (as, query = {}) => {
    const asked = new URLSearchParams({ ...query, ...more }).toString();
    return `${base}/preview${endings[as]}${asked === "" ? "" : `?${asked}`}`;
  };
}
