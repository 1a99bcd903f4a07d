import { useSyncExternalStore } from "react";
import type { DraftContent, Person, ReplyMode } from "../types.ts";

/** With what a composer begins. */
export type ComposerStart =
  | {
      kind: "new";
      to?: readonly Person[];
      cc?: readonly Person[];
      bcc?: readonly Person[];
      subject?: string;
      /** Plain text to begin with. */
      text?: string;
      /** What a template brings along; the signature comes below it. */
      template?: Pick<DraftContent, "html" | "attachments">;
      /** Files of this device that go with it. */
      files?: readonly File[];
    }
  | { kind: ReplyMode; messageId: string }
  /** A message of old as the beginning of a new one. */
  | { kind: "again"; messageId: string }
  /** Whole messages as files of a new one. */
  | { kind: "attached"; messageIds: readonly string[] }
  /** What the server says that a mail from the chat begins with. */
  | { kind: "chat"; content: DraftContent }
  | { kind: "draft"; draftId: string }
  /** What was written is still here: it was taken back after it was sent or thrown away, or its tab died. */
  | {
      kind: "returned";
      draftId?: string;
      version?: string;
      /** Saves since that version whose answers never came. */
      tried?: readonly string[];
      /** The copy of this device that it goes on with. */
      copyId?: string;
      content: DraftContent;
    };

export type ComposerView = "docked" | "minimised" | "full";

export interface OpenComposer {
  id: number;
  start: ComposerStart;
  view: ComposerView;
}

let composers: readonly OpenComposer[] = [];
let nextId = 1;
const listeners = new Set<() => void>();
const none: readonly OpenComposer[] = [];

function put(next: readonly OpenComposer[]): void {
  composers = next;
  for (const listener of listeners) listener();
}

function isSame(one: ComposerStart, other: ComposerStart): boolean {
  if ("messageId" in one && "messageId" in other) return one.kind === other.kind && one.messageId === other.messageId;
  return "draftId" in one && "draftId" in other && one.draftId !== undefined && one.draftId === other.draftId;
}

/** Opens a composer, or brings forward the one that is open for the same message. */
export function openComposer(start: ComposerStart, { isFolded = false }: { isFolded?: boolean } = {}): void {
  const open = composers.find((candidate) => isSame(candidate.start, start));
  if (open) {
    if (open.view === "minimised") showComposer(open.id, "docked");
    return;
  }
  const id = nextId++;
  if (isFolded) put([...composers, { id, start, view: "minimised" }]);
  else put([...composers.map(minimised), { id, start, view: "docked" }]);
}

/** Changes how much room a composer takes. One at a time is large. */
export function showComposer(id: number, view: ComposerView): void {
  put(
    composers.map((composer) =>
      composer.id === id ? { ...composer, view } : view === "minimised" ? composer : minimised(composer),
    ),
  );
}

/** Takes a composer away, whatever it holds. */
export function closeComposer(id: number): void {
  put(composers.filter((composer) => composer.id !== id));
}

function minimised(composer: OpenComposer): OpenComposer {
  return { ...composer, view: "minimised" };
}

export function useComposers(): readonly OpenComposer[] {
  return useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => composers,
    () => none,
  );
}
