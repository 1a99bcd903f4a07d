import { useCallback, useEffect, useRef, useState } from "react";
import { refusalOf } from "../../../../client/words.ts";
import { useMe } from "../../../session/me.ts";
import { draftServer } from "../../api.ts";
import type { DraftContent } from "../../types.ts";
import { toInput } from "../content.ts";
import { countIn } from "./open-queues.ts";
import { dropCopy, holdCopy, keepCopy } from "./local-copies.ts";
import { type Conflict, SaveQueue, type SaveState } from "./save-queue.ts";

export interface Draft {
  state: SaveState;
  /** Something was changed. */
  touch: () => void;
  /** Begins to watch for changes; what is not worth a draft by itself is told. */
  begin: (initial: DraftContent) => void;
  queue: () => SaveQueue | null;
}

export interface DraftStart {
  draftId?: string | undefined;
  version?: string | undefined;
  tried?: readonly string[] | undefined;
  /** The copy of this device that it goes on with. */
  copyId?: string | undefined;
}

/** What the refusal of a save or of a sending says about the draft. */
export function conflictOf(error: unknown): Conflict | null {
  const reason = refusalOf(error)?.reason;
  if (reason === "draft-changed") return "changed";
  return reason === "draft-unknown" ? "gone" : null;
}

/** Keeps a message that is being written saved as a draft, and on this device until it is. */
export function useDraft({ draftId, version, tried, copyId }: DraftStart, read: () => DraftContent): Draft {
  const accountId = useMe().account.id;
  const [state, setState] = useState<SaveState>({ kind: "unchanged" });
  const [id] = useState(() => copyId ?? newCopyId());
  const queue = useRef<SaveQueue | null>(null);
  const countOut = useRef<() => void>(() => undefined);
  const latest = useRef(read);
  useEffect(() => {
    latest.current = read;
  });

  const begin = useCallback(
    (initial: DraftContent) => {
      if (queue.current) return;
      queue.current = new SaveQueue({
        draftId,
        version,
        tried,
        initial,
        read: () => latest.current(),
        save: ({ content, tried: before = [], ...rest }) =>
          draftServer.save({ ...rest, tried: [...before], content: toInput(content) }),
        conflictOf,
        // A browser that keeps nothing, as in a private window, still saves to the server.
        keep: (unsaved) =>
          void (unsaved ? keepCopy({ id, accountId, ...unsaved, at: Date.now() }) : dropCopy(id)).catch(
            () => undefined,
          ),
        onState: setState,
      });
      countOut.current = countIn(queue.current);
    },
    [draftId, version, tried, id, accountId],
  );

  useEffect(() => holdCopy(id), [id]);

  // What was written in the last moment reaches the device although the page goes.
  useEffect(() => {
    const onSight = () => {
      if (document.visibilityState === "hidden") queue.current?.keepHere();
      else if (queue.current) void lookAgain(queue.current);
    };
    document.addEventListener("visibilitychange", onSight);
    return () => document.removeEventListener("visibilitychange", onSight);
  }, []);

  useEffect(
    () => () => {
      // Whoever takes the composer away has saved or thrown away what was in it.
      void queue.current?.stop();
      queue.current = null;
      countOut.current();
    },
    [],
  );

  return { state, touch: useCallback(() => queue.current?.touch(), []), begin, queue: () => queue.current };
}

/** Somebody comes back to the tab: whether the draft was changed elsewhere is better known before the next word than after it. */
async function lookAgain(queue: SaveQueue): Promise<void> {
  const { draftId, version } = queue;
  if (draftId === undefined || version === undefined || queue.isUnsure) return;
  try {
    const now = await draftServer.get({ draftId });
    // A save of this tab that ended meanwhile has made a version of its own.
    if (now.version !== version && queue.version === version) queue.stand("changed");
  } catch (error) {
    if (conflictOf(error) === "gone" && queue.version === version) queue.stand("gone");
  }
}

/** Unique among the tabs of a browser; also where a page without HTTPS has no randomUUID. */
function newCopyId(): string {
  return [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join("-");
}
