import { Button } from "@carbyne/ui";
import { DoorClosed, Unlink } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { refusalOf, useWords } from "../../../client/words.ts";
import { GuestFrame } from "./guest-frame.tsx";

export interface OutsideProps {
  /** One left, was taken out, the invitation is over, or one came in with another browser. */
  why: "left" | "out" | "over" | "elsewhere";
  /** Leads back in; null where the invitation lets nobody in any more. */
  onAgain: (() => void) | null;
}

/** Told at once to whoever was in the room and is no longer. */
export function Outside({ why, onAgain }: OutsideProps) {
  const t = useTranslations("chat.guestPage");
  return (
    <Notice icon={<DoorClosed aria-hidden="true" />} title={t(`outside.${why}`)} hint={t(`outsideHint.${why}`)}>
      {onAgain ? <Button onClick={onAgain}>{t("again")}</Button> : null}
    </Notice>
  );
}

const ends: readonly string[] = ["invite-unknown", "invite-over", "invite-full"];

/** That an invitation lets nobody in, why as far as that is said, and what can be done. */
export function Closed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useTranslations("chat.guestPage");
  const words = useWords();
  const { text, hint } = words(error);
  const isEnd = ends.includes(refusalOf(error)?.reason ?? "");
  return (
    <Notice icon={<Unlink aria-hidden="true" />} title={text} hint={isEnd ? t("closedHint") : hint}>
      {isEnd ? null : <Button onClick={onRetry}>{t("retry")}</Button>}
    </Notice>
  );
}

interface NoticeProps {
  icon: ReactNode;
  title: string;
  hint: string;
  children: ReactNode;
}

function Notice({ icon, title, hint, children }: NoticeProps) {
  return (
    <GuestFrame>
      <div
        role="alert"
        className="m-auto flex max-w-[44ch] flex-col items-center gap-3 py-16 text-center [&>svg]:size-10 [&>svg]:stroke-[1.25] [&>svg]:text-faint"
      >
        {icon}
        <h1 className="text-20 font-semibold">{title}</h1>
        <p className="text-14 text-muted">{hint}</p>
        {children}
      </div>
    </GuestFrame>
  );
}
