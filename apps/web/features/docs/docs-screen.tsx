"use client";

import { DocsHome } from "./home/docs-home.tsx";
import { DocumentScreen } from "./document/document-screen.tsx";
import { useDocsPlace } from "./place.ts";

/** Documents: those that one has, or one of them. */
export function DocsScreen() {
  const place = useDocsPlace();
  return place.kind === "home" ? <DocsHome /> : <DocumentScreen key={place.id} id={place.id} />;
}
