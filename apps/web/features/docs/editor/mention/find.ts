import { server } from "../../../../client/server.ts";

const most = 12;

/** People who can be named in the document: they may read it. Without a network there are none. */
export async function findPeople(documentId: string, text: string, signal: AbortSignal) {
  try {
    return await server.comments.mentionable.query({ id: documentId, text: text.slice(0, 100) }, { signal });
  } catch {
    // A menu that cannot be filled has the other lines; what is wrong is said elsewhere.
    return [];
  }
}

/** Files and documents whose name or text fits. */
export async function findEntries(text: string, signal: AbortSignal) {
  try {
    return (await server.files.search.query({ text, offset: 0, limit: most }, { signal })).nodes;
  } catch {
    return [];
  }
}

/** The documents that were worked on last. */
export async function recentDocuments(signal: AbortSignal) {
  try {
    return (await server.files.view.query({ view: "documents", offset: 0, limit: most }, { signal })).nodes;
  } catch {
    return [];
  }
}
