import { Button, IconButton } from "@carbyne/ui";
import { Check, SendHorizontal, Trash2 } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useLatest } from "../../../client/latest.ts";
import { mostSeconds, type Recording, startRecording, type Voice } from "./voice-recorder.ts";

const shownLevels = 48;
/** Towards the end it says what is left. */
const warnSeconds = 30;

/** Stands in the place of the field while somebody speaks: how loud and how long, and to send or to forget it. */
export function VoiceBar({ onVoice, onEnd }: { onVoice: (voice: Voice) => void; onEnd: () => void }) {
  const t = useTranslations("chat.composer.voice");
  const format = useFormatter();
  const [levels, setLevels] = useState<readonly number[]>([]);
  const [seconds, setSeconds] = useState(0);
  const [isFull, setIsFull] = useState(false);
  const [fault, setFault] = useState<"denied" | "missing" | null>(null);
  const recording = useRef<Recording | null>(null);
  const bar = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let isStopped = false;
    bar.current?.focus();
    startRecording({
      onLevel: (level, now) => {
        setLevels((before) => [...before, level].slice(-shownLevels));
        setSeconds(now);
      },
      onFull: () => setIsFull(true),
    }).then(
      (begun) => {
        if (isStopped) begun.cancel();
        else recording.current = begun;
      },
      (error: unknown) => {
        const isDenied = error instanceof DOMException && error.name === "NotAllowedError";
        if (!isStopped) setFault(isDenied ? "denied" : "missing");
      },
    );
    return () => {
      isStopped = true;
      recording.current?.cancel();
      recording.current = null;
    };
  }, []);

  const send = useLatest(async () => {
    const voice = await recording.current?.stop();
    recording.current = null;
    if (voice) onVoice(voice);
    onEnd();
  });
  const left = Math.max(0, Math.ceil(mostSeconds - seconds));
  const clock = (of: number) => `${Math.floor(of / 60)}:${String(Math.floor(of % 60)).padStart(2, "0")}`;

  if (fault !== null)
    return (
      <div ref={bar} tabIndex={-1} role="alert" className="flex flex-wrap items-center gap-3 px-3 py-2 text-13">
        <span className="min-w-0 flex-1">{t(fault)}</span>
        <Button onClick={onEnd}>{t("back")}</Button>
      </div>
    );
  return (
    <div
      ref={bar}
      tabIndex={-1}
      role="group"
      aria-label={t("title")}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        onEnd();
      }}
      className="flex items-center gap-2 px-1.5 py-2 outline-none"
    >
      <IconButton label={t("cancel")} keys="Esc" side="top" onClick={onEnd}>
        <Trash2 aria-hidden="true" />
      </IconButton>
      <span className="size-2 shrink-0 rounded-full bg-danger" aria-hidden="true" />
      <span
        role="timer"
        className="shrink-0 text-13 tabular-nums"
        aria-label={format.number(Math.floor(seconds), { style: "unit", unit: "second", unitDisplay: "long" })}
      >
        {clock(seconds)}
      </span>
      <span aria-hidden="true" className="flex h-8 min-w-0 flex-1 items-center justify-end gap-0.5 overflow-hidden">
        {levels.map((level, at) => (
          <i key={at} className="w-1 shrink-0 rounded-full bg-accent" style={{ height: `${Math.max(8, level)}%` }} />
        ))}
      </span>
      <span role="status" className="shrink-0 text-12 text-muted tabular-nums">
        {isFull ? t("full") : left <= warnSeconds ? t("left", { count: left }) : ""}
      </span>
      <Button look="primary" disabled={levels.length === 0} onClick={() => void send()}>
        {isFull ? <Check aria-hidden="true" /> : <SendHorizontal aria-hidden="true" />}
        {t("send")}
      </Button>
    </div>
  );
}
