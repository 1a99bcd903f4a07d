import { MessageCircle } from "lucide-react";
import { useSeenStatus } from "./seen.ts";

/** What somebody says of themselves, in a line. */
export function StatusLine({ personId }: { personId: string }) {
  const seen = useSeenStatus(personId);
  if (!seen || (seen.emoji === "" && seen.text === "")) return null;
  return (
    <p dir="auto" className="truncate text-12 text-muted" title={seen.text}>
      {[seen.emoji, seen.text].filter(Boolean).join(" ")}
    </p>
  );
}

/** The same as a sign beside a name; its words are told on hover and to screen readers. */
export function StatusMark({ personId }: { personId: string }) {
  const seen = useSeenStatus(personId);
  if (!seen || (seen.emoji === "" && seen.text === "")) return null;
  const words = [seen.emoji, seen.text].filter(Boolean).join(" ");
  return (
    <span role="img" aria-label={words} title={words} className="shrink-0 text-12 [&>svg]:size-3.5">
      {seen.emoji === "" ? <MessageCircle aria-hidden="true" /> : seen.emoji}
    </span>
  );
}
