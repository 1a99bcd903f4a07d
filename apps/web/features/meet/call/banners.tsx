import { Button } from "@carbyne/ui";
import { CircleDot, LoaderCircle, Megaphone, UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { type MeetingState, meetServer } from "../api.ts";
import type { Call } from "../connection/call.ts";
import { useCall } from "../connection/use-call.ts";
import { playRecording, playWaiting } from "../media/tones.ts";
import type { CallActs } from "./use-call-acts.ts";

export interface BannersProps {
  call: Call;
  state: MeetingState | null;
  roomId: string;
  acts: CallActs;
  /** Where the list of people shows who waits, it is not said twice. */
  isPeopleShown: boolean;
}

/** What everybody should know now: a lost connection, who waits, what is recorded, what a moderator said to all. */
export function Banners({ call, state, roomId, acts, isPeopleShown }: BannersProps) {
  const t = useTranslations("meet.banner");
  const status = useCall(call, (one) => one.status);
  const recordingSince = useCall(call, (one) => one.recordingSince);
  const recordingBy = useCall(call, (one) => one.recordingBy);
  const queue = state?.queue ?? [];
  useWaitingSound(queue.length);
  // That it begins is heard too, by those who look elsewhere; who comes later hears it as they come.
  useEffect(() => {
    if (recordingSince !== null) playRecording();
  }, [recordingSince]);
  const [readTold, setReadTold] = useState<string | null>(null);
  const [readRecording, setReadRecording] = useState<string | null>(null);
  const told = state?.told ?? null;
  const first = queue[0];
  return (
    <div className="flex shrink-0 flex-col gap-1.5 empty:hidden" aria-live="polite">
      {status === "reconnecting" || status === "connecting" ? (
        <Banner icon={<LoaderCircle aria-hidden="true" className="animate-late" />}>
          {t(status === "connecting" ? "connecting" : "reconnecting")}
        </Banner>
      ) : null}
      {first && !isPeopleShown ? (
        <Banner
          icon={<UserPlus aria-hidden="true" />}
          act={
            <Button
              look="primary"
              onClick={() => acts.attempt(() => meetServer.admit.mutate({ roomId, personIds: null }))}
            >
              {queue.length === 1 ? t("admit") : t("admitAll")}
            </Button>
          }
        >
          {t("waits", { name: first.name, more: queue.length - 1 })}
        </Banner>
      ) : null}
      {recordingSince !== null && readRecording !== recordingSince ? (
        <Banner
          icon={<CircleDot aria-hidden="true" className="text-danger" />}
          act={<Button onClick={() => setReadRecording(recordingSince)}>{t("understood")}</Button>}
        >
          {recordingBy === "" ? t("recorded") : t("recordedBy", { name: recordingBy })}
        </Banner>
      ) : null}
      {told && told.at !== readTold ? (
        <Banner
          icon={<Megaphone aria-hidden="true" />}
          act={<Button onClick={() => setReadTold(told.at)}>{t("understood")}</Button>}
        >
          {t("told", { name: told.by, text: told.text })}
        </Banner>
      ) : null}
    </div>
  );
}

function Banner({ icon, act, children }: { icon: ReactNode; act?: ReactNode; children: ReactNode }) {
  return (
    <div className="flex min-h-11 items-center gap-3 rounded-2 bg-raised py-1.5 ps-4 pe-1.5 text-13 [&>svg]:size-[18px] [&>svg]:shrink-0 [&>svg]:text-muted">
      {icon}
      <p dir="auto" className="min-w-0 flex-1">
        {children}
      </p>
      {act}
    </div>
  );
}

/** Rings softly for each one more who waits. */
function useWaitingSound(count: number): void {
  const [known, setKnown] = useState(0);
  useEffect(() => {
    if (count > known) playWaiting();
    if (count !== known) setKnown(count);
  }, [count, known]);
}
