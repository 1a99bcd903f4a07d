import { useMemo } from "react";
import { useAddress } from "../../client/place.ts";

/** Where in documents we are, as the address says it. */
export type DocsPlace = { kind: "home" } | { kind: "document"; id: string };

export const docsHref = "/docs";
export const docHref = (id: string): string => `/docs/${encodeURIComponent(id)}`;

export function parseDocsPlace(pathname: string): DocsPlace {
  const [, , id = ""] = pathname.split("/");
  return id === "" ? { kind: "home" } : { kind: "document", id: decodeURIComponent(id) };
}

/** Where we are, kept true to the address bar. */
export function useDocsPlace(): DocsPlace {
  const address = useAddress();
  return useMemo(() => parseDocsPlace(new URL(address, "https://here.invalid").pathname), [address]);
}

const documents = /^application\/vnd\.carbyne\.(?:document|sheet|slides|board)$/;

/** Whether an entry of Files is a document, which has a page of its own. */
export const isDocument = ({ mime }: { mime: string }): boolean => documents.test(mime);
