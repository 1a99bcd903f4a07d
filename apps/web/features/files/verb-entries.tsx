import type { MenuEntry } from "@carbyne/ui";
import {
  CopyPlus,
  Download,
  ExternalLink,
  FileInput,
  FilePen,
  FolderInput,
  FolderOpen,
  Info,
  LogOut,
  Pencil,
  RotateCcw,
  Star,
  StarOff,
  Trash2,
  Upload,
  UserCheck,
  UserPlus,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { useKeymap } from "../../client/keys/keymap-store.ts";
import { isMadeDocument, isWrittenInPlace } from "../docs/office/kinds.ts";
import { useOffice } from "../docs/office/use-office.ts";
import { downloadHref, type FileNode, mayChange } from "./api.ts";
import type { FileAsk } from "./file-dialogs.tsx";
import { uploadVersion } from "./upload/upload-version.ts";
import type { FileVerbs } from "./use-file-verbs.ts";

export interface VerbsInput {
  verbs: FileVerbs;
  ask: (asked: FileAsk) => void;
  open: (node: FileNode) => void;
  showDetails: (node: FileNode) => void;
  isTrash: boolean;
}

/** Hands a file to the browser to keep. */
export function download(nodes: readonly FileNode[]): void {
  const link = document.createElement("a");
  link.href = downloadHref(nodes);
  link.download = "";
  document.body.append(link);
  link.click();
  link.remove();
}

/** Whether an entry may be taken from where it is: one's own, or what lies in somebody's folder where one may change things. */
export function canTake(node: FileNode): boolean {
  return node.isOwn || (mayChange(node) && node.grantId === null);
}

/** The verbs of entries, in the same order and with the same words wherever they are offered. */
export function useVerbEntries(input: VerbsInput): (nodes: readonly FileNode[]) => MenuEntry[] {
  const { verbs, ask, open, showDetails, isTrash } = input;
  const t = useTranslations("files");
  const keymap = useKeymap();
  const office = useOffice();
  return useCallback(
    (nodes) => {
      const [first] = nodes;
      if (!first) return [];
      const isOne = nodes.length === 1;
      const entry = (
        label: string,
        icon: React.ReactNode,
        run: () => void,
        more: { keys?: string | undefined; isDanger?: boolean } = {},
      ): MenuEntry => ({
        label,
        icon,
        onSelect: run,
        ...more,
      });
      if (isTrash)
        return [
          entry(t("verb.restore"), <RotateCcw aria-hidden="true" />, () => void verbs.restore(nodes)),
          ...(nodes.every((node) => node.access === "manage")
            ? ([
                "separator",
                entry(t("verb.remove"), <Trash2 aria-hidden="true" />, () => ask({ kind: "remove", nodes }), {
                  isDanger: true,
                  keys: keymap["mail.trash"][0],
                }),
              ] as const)
            : []),
        ];
      const mayTake = nodes.every(canTake);
      const isStarred = nodes.every((node) => node.isStarred);
      return [
        ...(isOne
          ? [
              entry(
                t("verb.open"),
                first.kind === "folder" ? <FolderOpen aria-hidden="true" /> : <ExternalLink aria-hidden="true" />,
                () => open(first),
                { keys: keymap["list.open"].at(-1) },
              ),
            ]
          : []),
        entry(t("verb.download"), <Download aria-hidden="true" />, () => download(nodes), {
          keys: keymap["mail.download"][0],
        }),
        ...(isOne && first.kind === "file" && mayChange(first) && isWrittenInPlace(first)
          ? [entry(t("verb.editTogether"), <FilePen aria-hidden="true" />, () => void office.edit(first))]
          : []),
        ...(isOne && first.kind === "file" && isMadeDocument(first)
          ? [entry(t("verb.makeDocument"), <FileInput aria-hidden="true" />, () => void office.make(first))]
          : []),
        ...(isOne && first.kind === "file" && mayChange(first)
          ? [entry(t("versions.upload"), <Upload aria-hidden="true" />, () => uploadVersion(first))]
          : []),
        ...(isOne && first.access === "manage"
          ? [entry(t("verb.share"), <UserPlus aria-hidden="true" />, () => ask({ kind: "share", node: first }))]
          : []),
        ...(isOne && first.isOwn
          ? [entry(t("verb.handOver"), <UserCheck aria-hidden="true" />, () => ask({ kind: "handOver", node: first }))]
          : []),
        "separator",
        ...(isOne && mayChange(first)
          ? [
              entry(t("verb.rename"), <Pencil aria-hidden="true" />, () => ask({ kind: "rename", node: first }), {
                keys: keymap["files.rename"][0],
              }),
            ]
          : []),
        ...(mayTake
          ? [
              entry(t("verb.move"), <FolderInput aria-hidden="true" />, () => ask({ kind: "move", nodes }), {
                keys: keymap["mail.move"][0],
              }),
            ]
          : []),
        entry(t("verb.copy"), <CopyPlus aria-hidden="true" />, () => ask({ kind: "copy", nodes })),
        entry(
          t(isStarred ? "verb.unstar" : "verb.star"),
          isStarred ? <StarOff aria-hidden="true" /> : <Star aria-hidden="true" />,
          () => void verbs.star(nodes, !isStarred),
          { keys: keymap["mail.star"][0] },
        ),
        ...(isOne
          ? [
              entry(t("verb.details"), <Info aria-hidden="true" />, () => showDetails(first), {
                keys: keymap["files.details"][0],
              }),
            ]
          : []),
        "separator",
        ...(mayTake
          ? [
              entry(t("verb.trash"), <Trash2 aria-hidden="true" />, () => void verbs.trash(nodes), {
                keys: keymap["mail.trash"][0],
              }),
            ]
          : isOne && first.grantId !== null
            ? [entry(t("verb.leave"), <LogOut aria-hidden="true" />, () => void verbs.leave(first))]
            : []),
      ];
    },
    [t, keymap, office, verbs, ask, open, showDetails, isTrash],
  );
}
