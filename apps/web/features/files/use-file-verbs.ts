import { hideToast, showToast } from "@carbyne/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useWords } from "../../client/words.ts";
import { type FileNode, filesServer, patchNodes, refreshFiles } from "./api.ts";

export interface FileVerbs {
  trash: (nodes: readonly FileNode[]) => Promise<void>;
  restore: (nodes: readonly FileNode[]) => Promise<void>;
  remove: (nodes: readonly FileNode[]) => Promise<void>;
  /** That of a team folder, or the own. */
  emptyTrash: (teamId?: string) => Promise<void>;
  star: (nodes: readonly FileNode[], isStarred: boolean) => Promise<void>;
  move: (nodes: readonly FileNode[], target: { id: string; name: string }) => Promise<void>;
  /** Gives back what somebody shares; says whether it was taken. */
  leave: (node: Pick<FileNode, "id" | "name" | "grantId">) => Promise<boolean>;
  copy: (nodes: readonly FileNode[], target: { id: string; name: string }) => Promise<void>;
  /** Throws what the name was refused with, which is for whoever asked for it to say. */
  rename: (node: FileNode, name: string) => Promise<void>;
}

const idsOf = (nodes: readonly { id: string }[]) => nodes.map((node) => node.id);

/** What can be done with entries: shown at once, told with a way back, and rolled back with a sentence. */
export function useFileVerbs(): FileVerbs {
  const queryClient = useQueryClient();
  const t = useTranslations("files");
  const words = useWords();
  return useMemo((): FileVerbs => {
    /** Does an act; what was shown before the server agreed is made true again either way. */
    const attempt = async (work: () => Promise<void>): Promise<boolean> => {
      try {
        await work();
        return true;
      } catch (error) {
        const { text, hint } = words(error);
        showToast({ text: `${text} ${hint}` });
        return false;
      } finally {
        await refreshFiles(queryClient);
      }
    };
    const act = async (work: () => Promise<void>): Promise<void> => void (await attempt(work));
    const tell = (text: string, undo: (() => Promise<unknown>) | null): number => {
      const run = () => void act(async () => void (await undo?.()));
      return showToast({ text, ...(undo ? { action: { label: t("undo"), isLasting: true, run } } : {}) });
    };
    /** What is as good as done is told at once, so that taking it back at once takes back this; it waits for the act itself. */
    const tellAtOnce = async <Result>(
      text: string,
      { work, undo }: { work: Promise<Result>; undo: (result: Result) => Promise<unknown> },
    ): Promise<void> => {
      const toast = tell(text, async () => undo(await work));
      try {
        await work;
      } catch (error) {
        hideToast(toast);
        throw error;
      }
    };
    const named = (nodes: readonly { name: string }[]) => ({ count: nodes.length, name: nodes[0]?.name ?? "" });
    return {
      trash: (nodes) =>
        act(async () => {
          patchNodes(queryClient, idsOf(nodes), null);
          await tellAtOnce(t("done.trashed", named(nodes)), {
            work: filesServer.trash(idsOf(nodes)),
            undo: () => filesServer.restore(idsOf(nodes)),
          });
        }),
      restore: (nodes) =>
        act(async () => {
          patchNodes(queryClient, idsOf(nodes), null);
          const { restored } = await filesServer.restore(idsOf(nodes));
          const [first] = restored;
          const isElsewhere = restored.some((one) => one.isInHome);
          const text = isElsewhere
            ? "done.restoredHome"
            : restored.length === 1 && first?.isRenamed
              ? "done.restoredAs"
              : "done.restored";
          tell(t(text, named(restored)), () => filesServer.trash(idsOf(restored)));
        }),
      remove: (nodes) =>
        act(async () => {
          patchNodes(queryClient, idsOf(nodes), null);
          await filesServer.remove(idsOf(nodes));
          tell(t("done.removed", named(nodes)), null);
        }),
      emptyTrash: (teamId) =>
        act(async () => {
          const { count } = await filesServer.emptyTrash(teamId);
          tell(t("done.emptied", { count }), null);
        }),
      star: (nodes, isStarred) =>
        act(async () => {
          patchNodes(queryClient, idsOf(nodes), { isStarred });
          await tellAtOnce(t(isStarred ? "done.starred" : "done.unstarred", named(nodes)), {
            work: filesServer.star({ ids: idsOf(nodes), isStarred }),
            undo: () => filesServer.star({ ids: idsOf(nodes), isStarred: !isStarred }),
          });
        }),
      move: (nodes, target) =>
        act(async () => {
          patchNodes(queryClient, idsOf(nodes), null);
          await tellAtOnce(t("done.moved", { ...named(nodes), folder: target.name }), {
            work: filesServer.move({ ids: idsOf(nodes), parentId: target.id }),
            async undo({ moved }) {
              for (const [parentId, some] of Map.groupBy(moved, (one) => one.fromParentId))
                await filesServer.move({ ids: idsOf(some), parentId, isUndo: true });
            },
          });
        }),
      leave: (node) =>
        attempt(async () => {
          patchNodes(queryClient, [node.id], null);
          const id = node.grantId ?? "";
          await tellAtOnce(t("done.left", { name: node.name }), {
            work: filesServer.leaveShare(id),
            undo: () => filesServer.takeShare(id),
          });
        }),
      copy: (nodes, target) =>
        act(async () => {
          const { copied } = await filesServer.copy({ ids: idsOf(nodes), parentId: target.id });
          tell(t("done.copied", { ...named(nodes), folder: target.name }), () => filesServer.trash(idsOf(copied)));
        }),
      async rename(node, name) {
        const { name: now, before } = await filesServer.rename({ id: node.id, name });
        patchNodes(queryClient, [node.id], { name: now });
        void refreshFiles(queryClient);
        if (now !== before)
          tell(t("done.renamed", { name: now }), () => filesServer.rename({ id: node.id, name: before }));
      },
    };
  }, [queryClient, t, words]);
}
