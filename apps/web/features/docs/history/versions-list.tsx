import { Button, Dialog, Field, IconButton, Input, showToast } from "@carbyne/ui";
import { useQueryClient } from "@tanstack/react-query";
import { clsx } from "clsx";
import { Bookmark, BookmarkPlus, Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDates } from "../../../client/dates.ts";
import { useWords } from "../../../client/words.ts";
import type { DocumentView } from "../api.ts";
import { type DocumentVersion, type History, historyServer, refreshHistory } from "./api.ts";

interface VersionsListProps {
  document: DocumentView;
  history: History | undefined;
  shown: string | null;
  onShow: (id: string) => void;
}

/** The versions of a document, the newest first, and a name for one. */
export function VersionsList({ document, history, shown, onShow }: VersionsListProps) {
  const t = useTranslations("docs.history");
  const [named, setNamed] = useState<DocumentVersion | "now" | null>(null);
  return (
    <>
      {document.mayWrite ? (
        <Button className="mb-3 w-full justify-center" onClick={() => setNamed("now")}>
          <BookmarkPlus aria-hidden="true" />
          {t("nameNow")}
        </Button>
      ) : null}
      {history?.hasNewer === true ? <p className="mb-2 px-2 text-12 text-muted">{t("newer")}</p> : null}
      <ol className="space-y-1">
        {history?.versions.map((version) => (
          <VersionLine
            key={version.id}
            version={version}
            isShown={version.id === shown}
            onShow={() => onShow(version.id)}
            onName={document.mayWrite ? () => setNamed(version) : null}
          />
        ))}
      </ol>
      {named ? <NameDialog id={document.id} version={named} onClose={() => setNamed(null)} /> : null}
    </>
  );
}

interface VersionLineProps {
  version: DocumentVersion;
  isShown: boolean;
  onShow: () => void;
  onName: (() => void) | null;
}

function VersionLine({ version, isShown, onShow, onName }: VersionLineProps) {
  const t = useTranslations("docs.history");
  const dates = useDates();
  const when = `${dates.day(version.at)}, ${dates.time(version.at)}`;
  const authors = version.authors.map((one) => one.name).join(", ");
  return (
    <li
      className={clsx(
        "group flex items-start rounded-2",
        isShown ? "bg-accent-soft text-accent-ink" : "hover:bg-hover",
      )}
    >
      <button
        type="button"
        aria-current={isShown ? "true" : undefined}
        title={dates.full(version.at)}
        onClick={onShow}
        className="min-h-11 min-w-0 flex-1 px-2 py-1.5 text-start text-13"
      >
        <span dir="auto" className="flex items-center gap-1.5 font-medium">
          {version.name === "" ? null : <Bookmark size={14} aria-hidden="true" className="shrink-0" />}
          <span className="truncate">{version.name === "" ? when : version.name}</span>
        </span>
        <span className={clsx("block truncate text-12", !isShown && "text-muted")}>
          {[version.name === "" ? "" : when, version.name === "" ? t(`kind.${version.kind}`) : "", authors]
            .filter((part) => part !== "")
            .join(" · ")}
        </span>
      </button>
      {onName ? (
        <IconButton
          label={t(version.name === "" ? "name" : "rename")}
          size="small"
          onClick={onName}
          className="m-1.5 max-md:size-11!"
        >
          <Pencil aria-hidden="true" />
        </IconButton>
      ) : null}
    </li>
  );
}

function NameDialog({ id, version, onClose }: { id: string; version: DocumentVersion | "now"; onClose: () => void }) {
  const t = useTranslations("docs.history");
  const words = useWords();
  const queryClient = useQueryClient();
  const [name, setName] = useState(version === "now" ? "" : version.name);
  const [fault, setFault] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const save = async () => {
    setIsBusy(true);
    try {
      if (version === "now") await historyServer.name({ id, name });
      else await historyServer.rename({ id, versionId: version.id, name });
      await refreshHistory(queryClient, id);
      showToast({ text: t("named") });
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
      title={t(version === "now" ? "nameNow" : "name")}
      closeLabel={t("cancel")}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button look="primary" isBusy={isBusy} onClick={() => void save()}>
            {t("save")}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Field label={t("nameLabel")} error={fault}>
          {({ id: fieldId, describedBy, isInvalid }) => (
            <Input
              id={fieldId}
              dir="auto"
              autoFocus
              autoComplete="off"
              maxLength={200}
              value={name}
              aria-describedby={describedBy}
              aria-invalid={isInvalid}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
