import { useTranslations } from "next-intl";
import type { Member, Message } from "../api.ts";

/** Says of whoever is no person of the house what they are; nothing of all others. */
export function AuthorBadge({ kind }: { kind: Message["authorKind"] | Member["kind"] }) {
  const t = useTranslations("chat.badge");
  if (kind !== "guest" && kind !== "bot" && kind !== "hook") return null;
  return (
    <span className="shrink-0 rounded-[4px] border bg-sunken px-1 text-12 leading-[18px] font-medium text-muted">
      {t(kind === "guest" ? "guest" : "bot")}
    </span>
  );
}
