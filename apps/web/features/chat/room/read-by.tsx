import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { Check, CheckCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { type Message, type RoomLine, roomQuery } from "../api.ts";
import { reachOf } from "./reach.ts";

const mostNamed = 3;

export interface ReadByProps {
  line: RoomLine;
  message: Message;
  /** Shows who has it. */
  onOpen: () => void;
}

/** Under the last thing that one said: how far it came with the others, as far as they let it be seen. */
export function ReadBy({ line, message, onOpen }: ReadByProps) {
  const t = useTranslations("chat.message");
  const { data } = useQuery(roomQuery(line.room.id));
  const { read, delivered, others } = reachOf(message, data?.members ?? []);
  const all = read.length + delivered.length + others.length;
  if (all === 0) return null;
  const isDirect = line.room.kind === "direct";
  const named = (key: "readBy" | "deliveredTo", people: readonly { name: string }[]) =>
    t(key, {
      names: people
        .slice(0, mostNamed)
        .map((member) => member.name)
        .join(", "),
      more: Math.max(people.length - mostNamed, 0),
    });
  const words =
    read.length > 0
      ? isDirect
        ? t("read")
        : read.length === all
          ? t("readByAll")
          : named("readBy", read)
      : delivered.length === 0
        ? t("sent")
        : isDirect
          ? t("delivered")
          : delivered.length === all
            ? t("deliveredToAll")
            : named("deliveredTo", delivered);
  const Mark = read.length + delivered.length > 0 ? CheckCheck : Check;
  return (
    <p className="flex justify-end px-5">
      <button
        type="button"
        onClick={onOpen}
        title={t("whoHasIt")}
        className="flex min-w-0 items-center gap-1 rounded-1 px-1 text-12 text-muted hover:text-text max-md:min-h-11"
      >
        <Mark className={clsx("size-3.5 shrink-0", read.length > 0 && "text-accent-ink")} aria-hidden="true" />
        <span className="truncate">{words}</span>
      </button>
    </p>
  );
}
