import Link from "next/link";
import { useTranslations } from "next-intl";
import type { Message } from "../api.ts";
import { useGuest } from "../guest-page/guest.ts";

/** The way to the film that an event tells of. */
export function EventFilm({ message: { detail } }: { message: Pick<Message, "detail"> }) {
  const t = useTranslations("chat.event");
  const isGuest = useGuest() !== null;
  const id = detail["recordingId"];
  // Films are for members of the room.
  if (isGuest || detail["what"] !== "recorded" || typeof id !== "string") return null;
  return (
    <>
      {" · "}
      <Link href={`/meet/recordings/${id}`} className="text-accent-ink underline underline-offset-2">
        {t("watch")}
      </Link>
    </>
  );
}
