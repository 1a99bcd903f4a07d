import { Button } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useWords } from "../../../client/words.ts";
import type { MeetingAbout } from "../api.ts";
import { LobbyFrame } from "../lobby/lobby-frame.tsx";
import type { Phase } from "../room/use-session.ts";
import { FeedbackForm } from "./feedback-form.tsx";

export interface AfterProps {
  about: MeetingAbout;
  phase: Extract<Phase, { at: "after" }>;
  onAgain: () => void;
  onLeave: (() => void) | null;
}

/** After a meeting: why it is over, the way back in, and how it was. */
export function After({ about, phase: { why, error, meetingId }, onAgain, onLeave }: AfterProps) {
  const t = useTranslations("meet.after");
  const words = useWords();
  const mayComeBack = why !== "removed";
  return (
    <LobbyFrame onLeave={onLeave}>
      <div className="m-auto flex max-w-120 flex-col gap-6">
        <div role="status" className="text-center">
          <h1 className="text-24 font-semibold">{t(`why.${why}`)}</h1>
          <p dir="auto" className="mt-1 text-14 text-muted">
            {error ? words(error).text : about.name}
          </p>
        </div>
        <div className="flex flex-wrap justify-center gap-2">
          {mayComeBack ? (
            <Button look="primary" size="large" onClick={onAgain}>
              {t("again")}
            </Button>
          ) : null}
          {onLeave ? (
            <Button size="large" onClick={onLeave}>
              {t("home")}
            </Button>
          ) : null}
        </div>
        {meetingId !== null && why !== "refused" && why !== "moved-device" ? (
          <FeedbackForm meetingId={meetingId} />
        ) : null}
      </div>
    </LobbyFrame>
  );
}
