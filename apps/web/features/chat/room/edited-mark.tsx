import { Popover, Skeleton } from "@carbyne/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDates } from "../../../client/dates.ts";
import { useWords } from "../../../client/words.ts";
import { editsQuery } from "../api.ts";
import { type NameOf, MessageText } from "../markdown/message-text.tsx";

/** Says that a message was changed; pressed, what it said before, the newest first. */
export function EditedMark({ id, editedAt, named }: { id: string; editedAt: string; named: NameOf }) {
  const t = useTranslations("chat.message");
  const dates = useDates();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popover
      label={t("before")}
      // What was said last stands at the bottom, and this grows when it comes.
      side="top"
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <button
          type="button"
          title={dates.full(editedAt)}
          className="rounded-1 text-12 text-muted hover:text-text hover:underline"
        >
          {t("edited")}
        </button>
      }
    >
      {isOpen ? <Before id={id} editedAt={editedAt} named={named} /> : null}
    </Popover>
  );
}

function Before({ id, editedAt, named }: { id: string; editedAt: string; named: NameOf }) {
  const t = useTranslations("chat.message");
  const dates = useDates();
  const words = useWords();
  const { data, error } = useQuery(editsQuery(id, editedAt));
  return (
    <section className="flex w-80 max-w-full flex-col gap-3 p-3">
      <h2 className="text-13 font-semibold">{t("before")}</h2>
      {error ? (
        <p role="alert" className="text-13 text-muted">
          {words(error).text}
        </p>
      ) : data ? (
        <ol className="flex flex-col gap-3">
          {data.toReversed().map((edit, at) => (
            <li key={at} className="flex min-w-0 flex-col">
              <time dateTime={edit.at} className="text-12 text-muted tabular-nums">
                {dates.full(edit.at)}
              </time>
              <MessageText text={edit.text} nameOf={named} />
            </li>
          ))}
        </ol>
      ) : (
        <Skeleton className="h-10" />
      )}
    </section>
  );
}
