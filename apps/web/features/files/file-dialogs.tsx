import { Button, Dialog, Field, Input } from "@carbyne/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { lazyLayer } from "../../client/lazy-layer.tsx";
import { useWords } from "../../client/words.ts";
import { type FileNode, filesServer, refreshFiles } from "./api.ts";
import { FolderPicker } from "./folder-picker.tsx";
import { MoveAcrossDialog } from "./move-across-dialog.tsx";
import { isAcross, type MoveTarget } from "./move-target.ts";
import type { FileVerbs } from "./use-file-verbs.ts";

const ShareNode = lazyLayer(() => import("./share-node.tsx").then((module) => module.ShareNode), {
  cancel: ({ onClose }) => onClose(),
});

const HandOverDialog = lazyLayer(
  () => import("./details/hand-over-dialog.tsx").then((module) => module.HandOverDialog),
  { cancel: ({ onClose }) => onClose() },
);

export type FileAsk =
  | { kind: "create"; parentId: string | null }
  | { kind: "rename"; node: FileNode }
  | { kind: "move" | "copy"; nodes: readonly FileNode[] }
  | { kind: "moveAcross"; nodes: readonly FileNode[]; target: MoveTarget }
  | { kind: "remove"; nodes: readonly FileNode[] }
  | { kind: "share" | "handOver"; node: FileNode }
  | { kind: "emptyTrash"; teamId?: string | undefined };

export interface FileDialogsProps {
  asked: FileAsk;
  verbs: FileVerbs;
  onClose: () => void;
  /** Something else has to be asked first. */
  onAsk: (asked: FileAsk) => void;
  /** What was chosen has gone somewhere else. */
  onDone: () => void;
}

/** What has to be asked before a verb can be done. */
export function FileDialogs({ asked, verbs, onClose, onAsk, onDone }: FileDialogsProps) {
  switch (asked.kind) {
    case "create":
    case "rename":
      return <NameDialog asked={asked} verbs={verbs} onClose={onClose} />;
    case "move":
    case "copy": {
      const { kind, nodes } = asked;
      return (
        <FolderPicker
          kind={kind}
          nodes={nodes}
          onClose={onClose}
          onChoose={(target) => {
            if (kind === "move" && isAcross(nodes, target)) return onAsk({ kind: "moveAcross", nodes, target });
            onClose();
            onDone();
            void verbs[kind](nodes, target);
          }}
        />
      );
    }
    case "moveAcross":
      return (
        <MoveAcrossDialog
          {...asked}
          onClose={onClose}
          onMove={() => {
            onClose();
            onDone();
            void verbs.move(asked.nodes, asked.target);
          }}
        />
      );
    case "share":
      return <ShareNode node={asked.node} onClose={onClose} />;
    case "handOver":
      return <HandOverDialog node={asked.node} onClose={onClose} onDone={onDone} />;
    case "remove":
    case "emptyTrash":
      return <LossDialog asked={asked} verbs={verbs} onClose={onClose} onDone={onDone} />;
  }
}

/** Where the ending of a file's name begins, so that a new name is typed over the rest. */
const stemLength = ({ kind, name }: FileNode) =>
  kind === "file" && name.lastIndexOf(".") > 0 ? name.lastIndexOf(".") : name.length;

function NameDialog(props: {
  asked: Extract<FileAsk, { kind: "create" | "rename" }>;
  verbs: FileVerbs;
  onClose: () => void;
}) {
  const { asked, verbs, onClose } = props;
  const t = useTranslations("files.name");
  const words = useWords();
  const queryClient = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState(asked.kind === "rename" ? asked.node.name : "");
  const [fault, setFault] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  useEffect(() => {
    if (asked.kind === "rename") input.current?.setSelectionRange(0, stemLength(asked.node));
  }, [asked]);

  const submit = async () => {
    if (name.trim() === "") return setFault(t("missing"));
    setIsBusy(true);
    try {
      if (asked.kind === "rename") await verbs.rename(asked.node, name.trim());
      else {
        await filesServer.createFolder({ parentId: asked.parentId, name: name.trim() });
        await refreshFiles(queryClient);
      }
      onClose();
    } catch (error) {
      setFault(words(error).text);
      setIsBusy(false);
    }
  };

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={asked.kind === "rename" ? t("rename") : t("create")}
      closeLabel={t("cancel")}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button look="primary" isBusy={isBusy} onClick={() => void submit()}>
            {t(asked.kind === "rename" ? "renameSubmit" : "createSubmit")}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Field label={t("name")} error={fault}>
          {({ id, describedBy, isInvalid }) => (
            <Input
              ref={input}
              id={id}
              dir="auto"
              value={name}
              autoFocus
              autoComplete="off"
              maxLength={255}
              aria-describedby={describedBy}
              aria-invalid={isInvalid}
              onChange={(event) => {
                setName(event.target.value);
                setFault(undefined);
              }}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}

function LossDialog(props: {
  asked: Extract<FileAsk, { kind: "remove" | "emptyTrash" }>;
  verbs: FileVerbs;
  onClose: () => void;
  onDone: () => void;
}) {
  const { asked, verbs, onClose, onDone } = props;
  const t = useTranslations("files.loss");
  const submit = () => {
    onClose();
    onDone();
    if (asked.kind === "remove") void verbs.remove(asked.nodes);
    else void verbs.emptyTrash(asked.teamId);
  };
  const title =
    asked.kind === "emptyTrash"
      ? t("emptyTitle")
      : t("removeTitle", { count: asked.nodes.length, name: asked.nodes[0]?.name ?? "" });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      description={t(asked.kind === "emptyTrash" ? "emptyHint" : "removeHint")}
      closeLabel={t("cancel")}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button look="danger" onClick={submit}>
            {t(asked.kind === "emptyTrash" ? "emptySubmit" : "removeSubmit")}
          </Button>
        </>
      }
    />
  );
}
