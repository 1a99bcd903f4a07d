import { VisuallyHidden } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { Message } from "../api.ts";
import { authorName } from "../names.ts";
import { plainLine } from "./plain-line.ts";

/** It is said once; who comes back to it later reads the log. */
const goneMs = 3_000;

/** Says what came in to who hears the page instead of seeing it; what was there before is no news. */
export function LogNews({
  message,
  me,
  nameOf,
}: {
  message: Message | undefined;
  me: string;
  nameOf: (id: string | null) => string | null;
}) {
  const t = useTranslations("chat");
  const [said, setSaid] = useState("");
  const known = useRef<number>(undefined);
  useEffect(() => {
    if (!message) return;
    const before = known.current;
    known.current = Math.max(message.number, before ?? 0);
    if (before === undefined || message.number <= before || message.authorId === me || message.kind === "event") return;
    const text = plainLine(message.text, nameOf, t("message.everybody"));
    setSaid(t("log.says", { name: authorName(message, nameOf) ?? t("message.somebody"), text }));
  }, [message, me, nameOf, t]);
  useEffect(() => {
    if (said === "") return;
    const timer = window.setTimeout(() => setSaid(""), goneMs);
    return () => window.clearTimeout(timer);
  }, [said]);
  return (
    <VisuallyHidden>
      <span aria-live="polite">{said}</span>
    </VisuallyHidden>
  );
}
