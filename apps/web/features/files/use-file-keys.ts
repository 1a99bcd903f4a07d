import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { Action } from "../../client/keys/actions.ts";
import { type Command, useCommands } from "../../client/commands.ts";
import { goTo } from "../../client/place.ts";
import type { FileNode } from "./api.ts";
import type { FileAsk } from "./file-dialogs.tsx";
import { folderHref } from "./place.ts";
import type { FileSelection } from "./selection.ts";
import type { FileVerbs } from "./use-file-verbs.ts";
import type { NodeList } from "./use-nodes.ts";
import { download } from "./verb-entries.tsx";

export interface FileKeysInput {
  list: NodeList;
  selection: FileSelection;
  cursor: number;
  stand: (line: number) => void;
  pageLines: () => number;
  /** Entries that stand side by side. */
  perLine: number;
  selectAll: () => void;
  open: (node: FileNode) => void;
  verbs: FileVerbs;
  ask: (asked: FileAsk) => void;
  newFolder: (() => void) | null;
  upload: (() => void) | null;
  toggleDetails: () => void;
}

/** The keys of the list and of what is chosen in it, the same as in mail. */
export function useFileKeys(input: FileKeysInput): void {
  const {
    list,
    selection,
    cursor,
    stand,
    pageLines,
    perLine,
    selectAll,
    open,
    verbs,
    ask,
    newFolder,
    upload,
    toggleDetails,
  } = input;
  const t = useTranslations("files");
  const commands = useMemo((): Command[] => {
    const { total, place, folder } = list;
    const here = list.at(cursor);
    const meant = selection.nodes.size > 0 ? [...selection.nodes.values()] : here ? [here] : [];
    const [first] = meant;
    const isTrash = place.kind === "view" && place.view === "trash";
    const section = t("title");
    const move = (action: Action, label: string, line: () => number): Command => ({
      id: action,
      label,
      section,
      action,
      isKeyOnly: true,
      isIdle: total === 0,
      run: () => stand(Math.max(0, Math.min(line(), total - 1))),
    });
    const verb = (action: Action, label: string, isIdle: boolean, run: () => void): Command => ({
      id: `files ${action}`,
      label,
      section,
      action,
      isIdle,
      run,
    });
    const parent = folder?.path.at(-1);
    const extend = (by: number) => {
      const to = Math.max(0, Math.min(cursor + by, total - 1));
      if (selection.nodes.size === 0 && here) selection.toggle(here, cursor);
      selection.extend(to, list.at);
      stand(to);
    };
    return [
      // The last line of pictures need not be full.
      move("list.next", t("keys.next"), () => cursor + perLine),
      move("list.previous", t("keys.previous"), () => (cursor >= perLine ? cursor - perLine : cursor)),
      move("list.first", t("keys.first"), () => 0),
      move("list.last", t("keys.last"), () => total - 1),
      move("list.pageDown", t("keys.pageDown"), () => cursor + pageLines()),
      move("list.pageUp", t("keys.pageUp"), () => cursor - pageLines()),
      verb("list.open", t("verb.open"), !here || isTrash, () => here && open(here)),
      verb("list.select", t("keys.select"), !here, () => here && selection.toggle(here, cursor)),
      verb("list.extendNext", t("keys.extendNext"), !here, () => extend(1)),
      verb("list.extendPrevious", t("keys.extendPrevious"), !here, () => extend(-1)),
      verb("list.selectAll", t("keys.selectAll"), total === 0, selectAll),
      verb("list.close", t("keys.close"), selection.nodes.size === 0 && !parent, () => {
        if (selection.nodes.size > 0) selection.clear();
        else if (parent && place.kind === "folder")
          goTo(folderHref(folder?.path.length === 1 ? null : parent.id, place));
      }),
      verb("mail.trash", t(isTrash ? "verb.remove" : "verb.trash"), meant.length === 0, () =>
        isTrash ? ask({ kind: "remove", nodes: meant }) : void verbs.trash(meant).then(selection.clear),
      ),
      verb(
        "mail.star",
        t("verb.star"),
        meant.length === 0 || isTrash,
        () => void verbs.star(meant, !meant.every((node) => node.isStarred)),
      ),
      verb("mail.move", t("verb.move"), meant.length === 0 || isTrash, () => ask({ kind: "move", nodes: meant })),
      verb("mail.download", t("verb.download"), meant.length === 0 || isTrash, () => download(meant)),
      verb(
        "files.rename",
        t("verb.rename"),
        meant.length !== 1 || isTrash,
        () => first && ask({ kind: "rename", node: first }),
      ),
      verb("files.newFolder", t("newFolder"), newFolder === null, () => newFolder?.()),
      verb("files.upload", t("upload.files"), upload === null, () => upload?.()),
      verb("files.details", t("verb.details"), false, toggleDetails),
    ];
  }, [
    list,
    selection,
    cursor,
    stand,
    pageLines,
    perLine,
    selectAll,
    open,
    verbs,
    ask,
    newFolder,
    upload,
    toggleDetails,
    t,
  ]);
  useCommands(commands);
}
