import { showToast } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { isUnreachable, useWords } from "../../../client/words.ts";
import { draftServer } from "../api.ts";
import type { DraftContent } from "../types.ts";
import { ownText } from "./editor/message-html.ts";
import { ownPlainText } from "./plain-text.tsx";
import { freshHref } from "./window/window-place.ts";
import { type ComposerStart, openComposer } from "./composer-store.ts";
import type { SaveQueue } from "./saving/save-queue.ts";
import { conflictOf, type Draft } from "./saving/use-draft.ts";

export interface EndInput {
  start: ComposerStart;
  queue: () => SaveQueue | null;
  draft: Draft;
  read: () => DraftContent;
  onGone: () => void;
  setBusy: (busy: "closing" | null) => void;
  fail: (error: unknown) => void;
}

/** Nobody would look for it again: for nobody, without a subject, and with no word of one's own. */
function isBlank(content: DraftContent): boolean {
  const { to, cc, bcc, subject, attachments, html, text } = content;
  const own = text === undefined ? ownText(html) : ownPlainText(text);
  const hasHead = to.length + cc.length + bcc.length + attachments.length > 0 || subject.trim() !== "";
  return !hasHead && own.trim() === "" && !/<img/i.test(html);
}

/** The ways to leave a message that is being written other than sending it. */
export function useEnd({ start, queue, draft, read, onGone, setBusy, fail }: EndInput) {
  const t = useTranslations("composer");
  const words = useWords();

  /** What holds nothing leaves nothing behind, also when it was saved on the way. */
  const letGo = async (saves: SaveQueue) => {
    onGone();
    await saves.stop();
    saves.end();
    const { draftId, version } = saves;
    // Somebody may have written into it elsewhere: then it is theirs.
    if (draftId !== undefined)
      await draftServer.discard({ draftId, ...(version ? { version } : {}) }).catch(() => undefined);
  };

  /** Closes and keeps the draft, if there is anything to keep. */
  const leave = async () => {
    const saves = queue();
    if (!saves) return onGone();
    if (draft.state.kind !== "conflict" && isBlank(read())) return letGo(saves);
    const before = saves.draftId;
    setBusy("closing");
    try {
      if (draft.state.kind === "conflict") await saves.saveAsCopy();
      else if (saves.isDirty) await saves.flush();
    } catch (error) {
      if (isUnreachable(error)) {
        saves.keepHere();
        onGone();
        showToast({ text: t("keptHere") });
        return;
      }
      if (conflictOf(error) === null) fail(error);
      else setBusy(null);
      return;
    }
    const { draftId } = saves;
    onGone();
    if (draftId === undefined || (draftId === before && draft.state.kind === "unchanged")) return;
    showToast({ text: t("kept"), action: { label: t("undo"), run: () => openComposer({ kind: "draft", draftId }) } });
  };

  /** Throws the message away; what was written can be had back for some seconds. */
  const discard = async () => {
    const content = read();
    const saves = queue();
    const isUntouched = saves !== null && saves.draftId === undefined && !saves.isDirty && isBlank(content);
    onGone();
    await saves?.stop();
    saves?.end();
    if (isUntouched) return;
    try {
      if (saves?.draftId !== undefined && draft.state.kind !== "conflict")
        await draftServer.discard({ draftId: saves.draftId });
      const undo = () => openComposer({ kind: "returned", content });
      showToast({ text: t("discarded"), action: { label: t("undo"), run: undo } });
    } catch (error) {
      if (conflictOf(error) === null) showToast({ text: words(error).text });
    }
  };

  /** Goes on with the draft as it was changed elsewhere. */
  const load = async () => {
    const saves = queue();
    const draftId = saves?.draftId ?? ("draftId" in start ? start.draftId : undefined);
    await saves?.stop();
    saves?.end();
    onGone();
    if (draftId !== undefined) openComposer({ kind: "draft", draftId });
  };

  const keep = async () => {
    try {
      await queue()?.saveAsCopy();
    } catch (error) {
      fail(error);
    }
  };

  /** Leaves without keeping anything: it is gone elsewhere, and that was meant. */
  const drop = async () => {
    const saves = queue();
    await saves?.stop();
    saves?.end();
    onGone();
  };

  /** Goes on in a window of its own, which begins with what was saved. */
  const popOut = async () => {
    const saves = queue();
    if (!saves) return;
    setBusy("closing");
    try {
      // What nobody has written yet begins anew there, and is no draft until somebody does.
      const fresh = saves.draftId === undefined && !saves.isDirty ? freshHref(start) : null;
      const href = fresh ?? `/mail/compose/${(await saves.begin()) ?? ""}`;
      const opened = window.open(href, "_blank", "popup,width=840,height=760");
      if (opened) onGone();
      else {
        setBusy(null);
        showToast({ text: t("windowBlocked") });
      }
    } catch (error) {
      fail(error);
    }
  };

  return { leave, discard, load, keep, drop, popOut };
}
