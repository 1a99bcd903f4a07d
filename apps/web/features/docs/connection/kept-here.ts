const prefix = "carbyne-doc";

/** The name under which a browser keeps a document for one of its people. */
export const keptName = ({ accountId, id, epoch }: { accountId: string; id: string; epoch: number }): string =>
  `${prefix}/${accountId}/${id}/${epoch}`;

/** Lets go of the documents that this browser keeps: of everybody, or of everybody but one. */
export async function forgetDocuments(exceptAccountId?: string): Promise<void> {
  const known = await indexedDB.databases();
  for (const { name } of known) {
    if (name?.startsWith(`${prefix}/`) !== true) continue;
    if (exceptAccountId !== undefined && name.startsWith(`${prefix}/${exceptAccountId}/`)) continue;
    // One that a page still has open goes when that is closed: it is not waited for.
    indexedDB.deleteDatabase(name);
  }
}
