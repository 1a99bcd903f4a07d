import { Button, IconButton, ProgressBar } from "@carbyne/ui";
import { Download, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDates } from "../../client/dates.ts";
import { useSizes } from "../../client/sizes.ts";
import { useWords } from "../../client/words.ts";
import { type Transfer, useTransferVerbs } from "./api.ts";
import { Faults } from "./faults.tsx";
import { LookedAt } from "./looked-at.tsx";
import { useTimeLeft } from "./time-left.ts";
import { type Upload, useUploads } from "./uploads.ts";

/** One thing that is brought in or taken along: what is happening to it, and what can be done. */
export function TransferRow({ transfer }: { transfer: Transfer }) {
  const t = useTranslations("transfer");
  const upload = useUploads().find((one) => one.id === transfer.id);
  const { remove } = useTransferVerbs();
  const isOver = transfer.state === "ended";
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <p className="truncate text-14 font-medium" title={transfer.name}>
            {transfer.name}
          </p>
          <p role="status" className="mt-0.5 text-13 text-muted">
            <Now transfer={transfer} upload={upload} />
          </p>
        </div>
        <IconButton
          label={t(isOver ? "forget" : "discard", { name: transfer.name })}
          onClick={() => remove.mutate(transfer.id)}
        >
          <X aria-hidden="true" />
        </IconButton>
      </div>
      <Bar transfer={transfer} upload={upload} />
      {transfer.state === "looked" ? <LookedAt key={transfer.id} transfer={transfer} /> : null}
      <Acts transfer={transfer} />
      <Faults result={transfer.result} />
    </div>
  );
}

interface Both {
  transfer: Transfer;
  upload: Upload | undefined;
}

function Now({ transfer, upload }: Both) {
  const t = useTranslations("transfer");
  const sizes = useSizes();
  const left = useTimeLeft();
  const dates = useDates();
  const words = useWords();
  const { state, kind, result, done, total, sizeBytes, receivedBytes } = transfer;
  const isExport = kind === "export";
  if (state === "receiving") {
    const sent = { sent: sizes(upload?.sentBytes ?? receivedBytes), size: sizes(sizeBytes) };
    if (upload === undefined) return t("state.interrupted", sent);
    if (upload.error !== null) return words(upload.error).text;
    if (upload.isWaiting) return t("state.waiting", sent);
    const { sentBytes, fromBytes, startedAt } = upload;
    const rest = left({ done: sentBytes - fromBytes, total: sizeBytes - fromBytes, startedAt });
    return [t("state.sending", sent), rest].filter(Boolean).join(" · ");
  }
  if (state === "looking") return t("state.looking", { count: done });
  if (state === "running") {
    const rest = left({ done, total, startedAt: Date.parse(transfer.startedAt ?? transfer.createdAt) });
    return [t(isExport ? "state.exporting" : "state.running", { done, total }), rest].filter(Boolean).join(" · ");
  }
  const counts = { added: result.added ?? 0, skipped: result.skipped ?? 0, total: result.messages ?? 0 };
  if (state === "looked")
    return t("state.looked", {
      count: counts.total,
      folders: result.folderCount ?? 0,
      here: result.here ?? 0,
      size: sizes(result.bytes ?? 0),
    });
  if (state === "stopped") return t(isExport ? "state.exportStopped" : "state.stopped", { done, total });
  if (state === "failed") return t(isExport ? "state.exportFailed" : "state.failed");
  if (isExport)
    return t("state.exported", { count: counts.total, size: sizes(sizeBytes), until: dates.brief(transfer.expiresAt) });
  if (result.stop) return t(`stop.${result.stop}`, counts);
  const applied = result.applied ? t("state.applied", { count: result.applied }) : "";
  return [t("state.ended", counts), applied].filter(Boolean).join(" ");
}

function Bar({ transfer, upload }: Both) {
  const t = useTranslations("transfer");
  const { state, done, total, sizeBytes, receivedBytes } = transfer;
  if (state === "receiving")
    return <ProgressBar value={(upload?.sentBytes ?? receivedBytes) / sizeBytes} label={t("progress.sending")} />;
  if (state === "looking") return <ProgressBar value={null} label={t("progress.looking")} />;
  if (state === "running")
    return <ProgressBar value={total === 0 ? null : done / total} label={t("progress.running")} />;
  return null;
}

function Acts({ transfer }: { transfer: Transfer }) {
  const t = useTranslations("transfer");
  const { start, stop } = useTransferVerbs();
  const { state, kind, id, result } = transfer;
  if (state === "running")
    return (
      <div>
        <Button isBusy={stop.isPending} onClick={() => stop.mutate(id)}>
          {t("stopNow")}
        </Button>
      </div>
    );
  if (kind === "export") return state === "ended" ? <DownloadLink id={id} /> : null;
  // The password of another server is not kept.
  if (kind === "account") return null;
  const canGoOn = state === "stopped" || state === "failed" || result.stop !== undefined;
  if (!canGoOn || result.messages === undefined) return null;
  const choice = result.choice ?? { mailboxId: null, withAccount: false };
  return (
    <div>
      <Button look="primary" isBusy={start.isPending} onClick={() => start.mutate({ id, ...choice })}>
        {t("goOn")}
      </Button>
    </div>
  );
}

function DownloadLink({ id }: { id: string }) {
  const t = useTranslations("transfer");
  return (
    <div>
      <Button look="primary" asChild>
        <a href={`/transfers/${id}/file`} download>
          <Download aria-hidden="true" />
          {t("download")}
        </a>
      </Button>
    </div>
  );
}
