import { Button, Dialog, Field, Input, showToast } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { type ReactNode, useCallback, useMemo, useState } from "react";
import { lazyLayer } from "../../../client/lazy-layer.tsx";
import { goTo } from "../../../client/place.ts";
import { useWords } from "../../../client/words.ts";
import { useMailboxVerbs } from "../api.ts";
import { boxOf } from "../list-key.ts";
import { useMailboxName } from "../mailbox-name.ts";
import { boxHref, type MailPlace } from "../place.ts";
import type { Mailbox } from "../types.ts";
import { useTakeBack } from "../use-take-back.ts";
import { type FolderAsk, FolderAsksContext } from "./folder-asks.ts";

const ShareDialog = lazyLayer(() => import("../../sharing/share-dialog.tsx").then((module) => module.ShareDialog), {
  cancel: ({ onClose }) => onClose(),
});

const ExportDialog = lazyLayer(() => import("../../transfer/export-dialog.tsx").then((module) => module.ExportDialog), {
  cancel: ({ onClose }) => onClose(),
});

const RunDialog = lazyLayer(() => import("../../filters/run-dialog.tsx").then((module) => module.RunDialog), {
  cancel: ({ onClose }) => onClose(),
});

/** Gives the views below the verbs on folders, and asks what has to be asked. */
export function FolderDialogs({ place, children }: { place: MailPlace; children: ReactNode }) {
  const [asked, setAsked] = useState<FolderAsk | null>(null);
  const verbs = useMailboxVerbs();
  const { mutate: markRead } = verbs.markRead;
  const words = useWords();
  const nameOf = useMailboxName();
  const t = useTranslations("mail");
  const takeBack = useTakeBack();
  const asks = useMemo(
    () => ({
      ask: setAsked,
      markRead: ({ id }: { id: string }) =>
        markRead(
          { id },
          {
            onSuccess: ({ undo, count }) => takeBack(t("folder.wasRead", { count }), undo),
            onError: (error) => {
              const { text, hint } = words(error);
              showToast({ text: `${text} ${hint}` });
            },
          },
        ),
    }),
    [markRead, words, t, takeBack],
  );
  const close = useCallback(() => setAsked(null), []);
  return (
    <FolderAsksContext value={asks}>
      {children}
      {asked?.kind === "share" ? (
        <ShareDialog
          object={{ kind: "mailbox", id: asked.mailbox.id }}
          name={nameOf.own(asked.mailbox)}
          onClose={close}
        />
      ) : null}
      {asked?.kind === "export" ? (
        <ExportDialog
          what={{ kind: "folder", id: asked.mailbox.id, name: nameOf.own(asked.mailbox) }}
          onClose={close}
        />
      ) : null}
      {asked?.kind === "export-search" ? (
        <ExportDialog what={{ kind: "search", name: asked.text }} onClose={close} />
      ) : null}
      {asked?.kind === "filter" ? (
        <RunDialog
          direction={asked.mailbox.role === "sent" ? "outgoing" : "incoming"}
          folderId={asked.mailbox.id}
          onClose={close}
        />
      ) : null}
      {asked?.kind === "create" || asked?.kind === "rename" ? (
        <NameDialog asked={asked} verbs={verbs} onClose={close} />
      ) : null}
      {asked?.kind === "remove" || asked?.kind === "empty" ? (
        <LossDialog asked={asked} verbs={verbs} place={place} onClose={close} />
      ) : null}
    </FolderAsksContext>
  );
}

type Verbs = ReturnType<typeof useMailboxVerbs>;

function NameDialog(props: {
  asked: Extract<FolderAsk, { kind: "create" }> | { kind: "rename"; mailbox: Mailbox };
  verbs: Verbs;
  onClose: () => void;
}) {
  const { asked, verbs, onClose } = props;
  const t = useTranslations("mail.folder");
  const words = useWords();
  const nameOf = useMailboxName();
  const [name, setName] = useState(asked.kind === "rename" ? asked.mailbox.name : "");
  const [isTried, setIsTried] = useState(false);
  const verb = asked.kind === "rename" ? verbs.rename : verbs.create;
  const failure = verb.error ? words(verb.error).text : isTried && name.trim() === "" ? t("nameMissing") : undefined;
  const title =
    asked.kind === "rename"
      ? t("renameTitle", { name: asked.mailbox.name })
      : asked.parent
        ? t("createInsideTitle", { name: nameOf.own(asked.parent) })
        : t("createTitle");

  const submit = () => {
    setIsTried(true);
    const given = name.trim();
    if (given === "") return;
    if (asked.kind === "rename") verbs.rename.mutate({ id: asked.mailbox.id, name: given }, { onSuccess: onClose });
    else
      verbs.create.mutate(
        { name: given, parentId: asked.parent?.id ?? null, ...(asked.spaceId ? { spaceId: asked.spaceId } : {}) },
        {
          onSuccess: () => {
            onClose();
            showToast({ text: t("created", { name: given }) });
          },
        },
      );
  };

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      closeLabel={t("cancel")}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button look="primary" isBusy={verb.isPending} onClick={submit}>
            {asked.kind === "rename" ? t("renameSubmit") : t("createSubmit")}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field label={t("name")} error={failure}>
          {({ id, describedBy, isInvalid }) => (
            <Input
              id={id}
              value={name}
              autoFocus
              maxLength={200}
              aria-describedby={describedBy}
              aria-invalid={isInvalid}
              onChange={(event) => {
                setName(event.target.value);
                verb.reset();
              }}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}

function LossDialog(props: {
  asked: { kind: "remove" | "empty"; mailbox: Mailbox };
  verbs: Verbs;
  place: MailPlace;
  onClose: () => void;
}) {
  const { asked, verbs, place, onClose } = props;
  const t = useTranslations("mail.folder");
  const words = useWords();
  const nameOf = useMailboxName();
  const { kind, mailbox } = asked;
  const name = nameOf.own(mailbox);
  const verb = verbs[kind];
  const failure = verb.error ? words(verb.error) : null;
  const takeBack = useTakeBack();

  const submit = () =>
    verb.mutate(
      { id: mailbox.id },
      {
        onSuccess: (done) => {
          onClose();
          if (kind === "remove") showToast({ text: t("removed", { name }) });
          else takeBack(t("emptied", { name }), done ? done.undo : null);
          const isHere = place.kind === "box" && (place.box === mailbox.id || place.box === boxOf(mailbox));
          if (isHere) goTo(boxHref(kind === "remove" ? "inbox" : place.box));
        },
      },
    );

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={kind === "remove" ? t("removeTitle", { name }) : t("emptyTitle", { name })}
      description={
        kind === "remove" ? t("removeHint", { count: mailbox.total }) : t("emptyHint", { count: mailbox.total })
      }
      closeLabel={t("cancel")}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button look="danger" isBusy={verb.isPending} onClick={submit}>
            {kind === "remove" ? t("removeSubmit") : t("emptySubmit")}
          </Button>
        </>
      }
    >
      {failure ? (
        <p role="alert" className="text-13 text-danger">
          {failure.text} {failure.hint}
        </p>
      ) : null}
    </Dialog>
  );
}
