import { Button, IconButton, ProgressBar } from "@carbyne/ui";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
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
  const words = useWords();
  const { state, result, done, total, sizeBytes, receivedBytes } = transfer;
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
    return [t("state.running", { done, total }), rest].filter(Boolean).join(" · ");
  }
  if (state === "looked")
    return t("state.looked", {
      count: result.messages ?? 0,
      folders: result.folderCount ?? 0,
      here: result.here ?? 0,
      size: sizes(result.bytes ?? 0),
    });
  if (state === "stopped") return t("state.stopped", { done, total });
  if (state === "failed") return t("state.failed");
  const counts = { added: result.added ?? 0, skipped: result.skipped ?? 0, total: result.messages ?? 0 };
  return result.stop ? t(`stop.${result.stop}`, counts) : t("state.ended", counts);
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
  const { state, workId, id, result } = transfer;
  if (state === "running" && workId !== null)
    return (
      <div>
        <Button isBusy={stop.isPending} onClick={() => stop.mutate({ workId })}>
          {t("stopNow")}
        </Button>
      </div>
    );
  const canGoOn = (state === "stopped" || state === "failed" || result.stop !== undefined) && result.messages;
  if (!canGoOn) return null;
  return (
    <div>
      <Button look="primary" isBusy={start.isPending} onClick={() => start.mutate({ id, mailboxId: null })}>
        {t("goOn")}
      </Button>
    </div>
  );
}
