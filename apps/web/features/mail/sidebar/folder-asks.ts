import { createContext, use } from "react";
import type { Mailbox } from "../types.ts";

/** A question about a folder that needs an answer before anything is done. */
export type FolderAsk =
  /** At the top of somebody else's mail with `spaceId`, else of one's own. */
  | { kind: "create"; parent: Mailbox | null; spaceId?: string }
  | { kind: "share" | "export" | "filter"; mailbox: Mailbox }
  | { kind: "export-search"; text: string }
  | { kind: "rename"; mailbox: Mailbox }
  | { kind: "remove" | "empty"; mailbox: Mailbox };

export interface FolderAsks {
  ask: (question: FolderAsk) => void;
  markRead: (mailbox: Mailbox) => void;
}

export const FolderAsksContext = createContext<FolderAsks | null>(null);

/** The verbs on folders, for a menu anywhere in mail. */
export function useFolderAsks(): FolderAsks {
  const asks = use(FolderAsksContext);
  if (asks === null) throw new Error("useFolderAsks outside of mail");
  return asks;
}
