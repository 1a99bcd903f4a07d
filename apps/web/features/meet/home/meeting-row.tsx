import { Avatar, Button, IconButton, showToast } from "@carbyne/ui";
import { Hash, Link2, UsersRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDates } from "../../../client/dates.ts";
import { useWords } from "../../../client/words.ts";
import { type MeetingLine, meetServer } from "../api.ts";
import { meetHref } from "../place.ts";

const mostNames = 3;

/** A room in which people meet: who is there now, or when they were last, and the way in. */
export function MeetingRow({ line }: { line: MeetingLine }) {
  const t = useTranslations("meet.home");
  const words = useWords();
  const dates = useDates();
  const { running, lastAt } = line;
  const names = running?.people.slice(0, mostNames).map(({ name }) => name) ?? [];
  const more = (running?.people.length ?? 0) - names.length;
  const copy = async () => {
    try {
      const { url } = await meetServer.link.mutate({ roomId: line.roomId });
      await navigator.clipboard.writeText(url);
      showToast({ text: t("copied") });
    } catch (error) {
      showToast({ text: words(error).text });
    }
  };
  return (
    <li className="flex min-h-16 items-center gap-3 px-3 py-2">
      {line.kind === "direct" ? (
        <Avatar name={line.name} address={line.roomId} />
      ) : (
        <span
          aria-hidden="true"
          className="grid size-8 shrink-0 place-items-center rounded-2 bg-sunken text-muted [&_svg]:size-4"
        >
          {line.kind === "channel" ? <Hash /> : <UsersRound />}
        </span>
      )}
      <span className="min-w-0 flex-1">
        <span dir="auto" className="block truncate text-14 font-medium">
          {line.name}
        </span>
        <span className="block truncate text-12 text-muted">
          {running ? t("here", { names: names.join(", "), more }) : t("last", { when: dates.brief(lastAt) })}
        </span>
      </span>
      {line.kind === "direct" ? null : (
        <IconButton label={t("copy", { name: line.name })} onClick={() => void copy()}>
          <Link2 aria-hidden="true" />
        </IconButton>
      )}
      <Button asChild look={running ? "primary" : "line"}>
        <a href={meetHref(line.roomId)} aria-label={t(running ? "joinRoom" : "openRoom", { name: line.name })}>
          {t(running ? "join" : "open")}
        </a>
      </Button>
    </li>
  );
}
