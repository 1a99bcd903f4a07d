import { Skeleton } from "@carbyne/ui";
import { useEffect } from "react";
import { refusalOf } from "../../../client/words.ts";
import { ContactCards } from "../../mail/reading/contact-cards.tsx";
import { EventCard } from "../../mail/reading/event-card.tsx";
import { useCards } from "../api.ts";
import { TextView } from "../text/text-view.tsx";
import { Unshown } from "../unshown.ts";
import type { ViewProps } from "../view-props.ts";

/** The appointment or the people in a file; what has neither is shown as the text that it is. */
export function CardsView(props: ViewProps) {
  const { file, onFail } = props;
  const { data, error } = useCards(file);
  useEffect(() => {
    if (error) onFail(asUnshown(error));
  }, [error, onFail]);
  if (data === null) return <TextView {...props} />;
  return (
    <div
      data-scrolls=""
      tabIndex={0}
      role="group"
      aria-label={file.name}
      className="min-h-0 flex-1 overflow-auto p-6 outline-none max-md:p-3"
    >
      <div className="mx-auto max-w-[720px]">
        {!data ? (
          <Skeleton className="h-40" />
        ) : data.kind === "event" ? (
          <EventCard event={{ ...data, path: "" }} fileUrl={file.downloadHref ?? file.contentHref} />
        ) : (
          <ContactCards contacts={data.contacts} fileUrl={file.downloadHref ?? file.contentHref} most={500} />
        )}
      </div>
    </div>
  );
}

/** What the server refused, in the words for files. */
export function asUnshown(error: unknown): unknown {
  const refusal = refusalOf(error);
  return refusal ? new Unshown(refusal.reason) : error;
}
