import { useTranslations } from "next-intl";
import { useNames } from "../names.ts";
import { useTypists } from "./typists.ts";

/** Who is writing at the moment. Its place is kept when nobody is, so that nothing moves. */
export function TypingLine({ roomId, threadId }: { roomId: string; threadId: string | null }) {
  const t = useTranslations("chat.typing");
  const nameOf = useNames(roomId);
  const names = useTypists(roomId, threadId).flatMap((id) => nameOf(id) ?? []);
  const [one = "", other = ""] = names;
  const words =
    names.length === 0
      ? ""
      : names.length === 1
        ? t("one", { name: one })
        : names.length === 2
          ? t("two", { one, other })
          : t("many");
  return (
    <p role="status" dir="auto" className="h-5 truncate px-5 pt-1 text-12 leading-4 text-muted max-md:px-4">
      {words}
    </p>
  );
}
