import { Avatar, Button, Input, showToast } from "@carbyne/ui";
import { Phone, PhoneOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useLatest } from "../../../client/latest.ts";
import { useWords } from "../../../client/words.ts";
import { type CallEvent, meetServer } from "../api.ts";
import { startRinging } from "../media/tones.ts";
import { meetHref } from "../place.ts";

type Call = Extract<CallEvent, { what: "ringing" }>;

const againMs = 5_000;
/** Who does not answer by then is not there. */
const ringsMs = 60_000;

/** The calls that ring here now. */
function useCalls(onDeclined: (name: string) => void): [readonly Call[], (meetingId: string) => void] {
  const [calls, setCalls] = useState<readonly Call[]>([]);
  const [turn, setTurn] = useState(0);
  const declined = useLatest(onDeclined);
  useEffect(() => {
    const timers = new Set<number>();
    const drop = (meetingId: string) => setCalls((all) => all.filter((one) => one.meetingId !== meetingId));
    const after = (ms: number, run: () => void) => timers.add(window.setTimeout(run, ms));
    const live = meetServer.calls.subscribe(undefined, {
      onData: (event) => {
        if (event.what === "declined") return declined(event.by.name);
        drop(event.meetingId);
        if (event.what !== "ringing") return;
        setCalls((all) => [...all, event]);
        after(ringsMs, () => drop(event.meetingId));
      },
      onError: () => after(againMs, () => setTurn((before) => before + 1)),
    });
    return () => {
      live.unsubscribe();
      for (const timer of timers) window.clearTimeout(timer);
    };
  }, [turn, declined]);
  return [calls, (meetingId) => setCalls((all) => all.filter((one) => one.meetingId !== meetingId))];
}

/** Says that somebody calls, on whatever page one is. */
export function IncomingCalls() {
  const t = useTranslations("meet.incoming");
  const [calls, drop] = useCalls((name) => showToast({ text: t("declined", { name }) }));
  const isHere = (call: Call) => window.location.pathname === meetHref(call.roomId);
  const shown = calls.filter((call) => !isHere(call));
  const rings = shown.length > 0;
  useEffect(() => (rings ? startRinging() : undefined), [rings]);
  if (!rings) return null;
  return (
    <section
      aria-label={t("title")}
      aria-live="assertive"
      className="fixed end-4 top-16 z-40 flex w-[min(360px,calc(100vw-32px))] flex-col gap-3 max-md:end-4 max-md:top-4"
    >
      {shown.map((call) => (
        <Card key={call.meetingId} call={call} onDone={() => drop(call.meetingId)} />
      ))}
    </section>
  );
}

function Card({ call, onDone }: { call: Call; onDone: () => void }) {
  const t = useTranslations("meet.incoming");
  const words = useWords();
  const [isWriting, setIsWriting] = useState(false);
  const [text, setText] = useState("");
  const decline = () => {
    onDone();
    const said = text.trim();
    void meetServer.decline
      .mutate({ roomId: call.roomId, ...(said === "" ? {} : { text: said }) })
      .catch((error: unknown) => showToast({ text: words(error).text }));
  };
  const isDirect = call.roomKind === "direct";
  return (
    <article className="rounded-3 border bg-raised p-4 shadow-modal animate-rise">
      <div className="flex items-center gap-3">
        <Avatar name={call.by.name} address={call.by.id} size={40} />
        <div className="min-w-0">
          <h2 dir="auto" className="truncate text-14 font-semibold">
            {call.by.name}
          </h2>
          <p dir="auto" className="truncate text-13 text-muted">
            {isDirect ? t("calls") : t("callsIn", { room: call.roomName })}
          </p>
        </div>
      </div>
      {isWriting ? (
        <form
          noValidate
          className="mt-3 flex gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            decline();
          }}
        >
          <Input
            autoFocus
            dir="auto"
            aria-label={t("words")}
            placeholder={t("words")}
            maxLength={500}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Button type="submit" className="h-9">
            {t("send")}
          </Button>
        </form>
      ) : null}
      <div className="mt-3 flex flex-wrap gap-2">
        <Button asChild look="primary" className="flex-1">
          <a href={meetHref(call.roomId)} target="_blank" rel="opener" onClick={onDone}>
            <Phone aria-hidden="true" />
            {t("answer")}
          </a>
        </Button>
        <Button look="danger" className="flex-1" onClick={decline}>
          <PhoneOff aria-hidden="true" />
          {t("decline")}
        </Button>
        {isWriting ? null : (
          <Button look="quiet" className="w-full" onClick={() => setIsWriting(true)}>
            {t("declineWith")}
          </Button>
        )}
      </div>
    </article>
  );
}
