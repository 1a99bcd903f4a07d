import { Button } from "@carbyne/ui";
import { Download, Pencil, Share2, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDates } from "../../client/dates.ts";
import { ShareDocument } from "../docs/document/share-document.tsx";
import { filmHref, type Recording } from "./api.ts";
import { useReasonWords } from "./reason-words.ts";
import { RemoveDialog } from "./remove-dialog.tsx";
import { RenameDialog } from "./rename-dialog.tsx";

/** What it is called, where and when it was, and what can be done with it. */
export function RecordingHead({ recording }: { recording: Recording }) {
  const t = useTranslations("recordings");
  const dates = useDates();
  const reason = useReasonWords();
  const [asked, setAsked] = useState<"rename" | "remove" | "share" | null>(null);
  const { id, name, roomName, starterName, startedAt, nodeId, mayChange, hasFilm, cutBy, state } = recording;
  const onClose = () => setAsked(null);
  const isRunning = state === "starting" || state === "recording";
  return (
    <header className="flex flex-wrap items-start gap-3">
      <div className="min-w-0 flex-1 basis-64">
        <h1 dir="auto" className="text-20 font-semibold break-words">
          {name}
        </h1>
        <p className="text-13 text-muted">
          <bdi>{t("by", { room: roomName, person: starterName })}</bdi> · {dates.full(startedAt)}
        </p>
        {cutBy ? <p className="pt-1 text-13 text-warning">{t("cut", { reason: reason(cutBy) })}</p> : null}
      </div>
      <div className="flex flex-wrap gap-2">
        {hasFilm ? (
          <Button asChild>
            <a href={`${filmHref(id)}?download=1`} download>
              <Download aria-hidden="true" />
              {t("download")}
            </a>
          </Button>
        ) : null}
        {nodeId === null ? null : (
          <Button onClick={() => setAsked("share")}>
            <Share2 aria-hidden="true" />
            {t("share")}
          </Button>
        )}
        {mayChange ? (
          <Button onClick={() => setAsked("rename")}>
            <Pencil aria-hidden="true" />
            {t("rename")}
          </Button>
        ) : null}
        {mayChange && !isRunning ? (
          <Button onClick={() => setAsked("remove")}>
            <Trash2 aria-hidden="true" />
            {t("remove")}
          </Button>
        ) : null}
      </div>
      {asked === "share" && nodeId !== null ? <ShareDocument id={nodeId} onClose={onClose} /> : null}
      {asked === "rename" ? <RenameDialog recording={recording} onClose={onClose} /> : null}
      {asked === "remove" ? <RemoveDialog recording={recording} onClose={onClose} /> : null}
    </header>
  );
}
