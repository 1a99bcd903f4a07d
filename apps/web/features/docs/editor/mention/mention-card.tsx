import { Avatar, Skeleton } from "@carbyne/ui";
import type { Editor } from "@tiptap/core";
import { useQuery } from "@tanstack/react-query";
import { CalendarDays, Lock } from "lucide-react";
import Link from "next/link";
import { useDateLocale } from "../../../../client/region.ts";
import { FileIcon } from "../../../files/file-icon.tsx";
import { fileHref } from "../../../files/place.ts";
import { nodeQuery } from "../../../files/api.ts";
import { mentionableQuery } from "../../../comments/api.ts";
import { surroundingsOf } from "../surroundings.ts";
import { useEditorWords } from "../words.ts";

interface Named {
  kind: string;
  id: string;
  label: string;
}

/** Who or what a name in the text is, and the way to it. */
export function MentionCard({ editor, pos }: { editor: Editor; pos: number }) {
  const node = editor.state.doc.nodeAt(pos);
  if (node?.type.name !== "mention") return null;
  const named = node.attrs as Named;
  return (
    <div className="w-72 max-w-[calc(100vw-32px)] p-3 text-13">
      {named.kind === "person" ? (
        <Person named={named} documentId={surroundingsOf(editor)?.documentId ?? ""} />
      ) : named.kind === "date" ? (
        <Day named={named} />
      ) : (
        <Entry named={named} />
      )}
    </div>
  );
}

function Person({ named, documentId }: { named: Named; documentId: string }) {
  const words = useEditorWords();
  const { data, isPending } = useQuery({ ...mentionableQuery(documentId, named.label), enabled: documentId !== "" });
  const person = data?.find(({ id }) => id === named.id);
  return (
    <div className="flex items-center gap-3">
      <Avatar name={person?.name ?? named.label} address={person?.address ?? named.id} size={32} />
      <div className="min-w-0 flex-1">
        <p dir="auto" className="truncate text-14 font-medium">
          {person?.name || named.label}
        </p>
        {person ? (
          <a
            href={`/mail/inbox?compose=${encodeURIComponent(person.address)}`}
            className="block truncate text-accent-ink underline"
          >
            {person.address}
          </a>
        ) : isPending ? (
          <Skeleton className="mt-1 h-4" />
        ) : (
          <p className="text-muted">{words("mention.stranger")}</p>
        )}
      </div>
    </div>
  );
}

function Day({ named }: { named: Named }) {
  const locale = useDateLocale();
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(named.id) && !Number.isNaN(Date.parse(named.id));
  return (
    <p className="flex items-center gap-2">
      <CalendarDays size={16} aria-hidden="true" className="text-muted" />
      <time dateTime={named.id}>
        {isDay
          ? new Intl.DateTimeFormat(locale, { dateStyle: "full", timeZone: "UTC" }).format(
              new Date(`${named.id}T00:00:00Z`),
            )
          : named.label}
      </time>
    </p>
  );
}

function Entry({ named }: { named: Named }) {
  const words = useEditorWords();
  const { data, isError } = useQuery({ ...nodeQuery(named.id), enabled: /^[0-9a-f-]{36}$/.test(named.id) });
  if (isError)
    return (
      <p className="flex items-center gap-2 text-muted">
        <Lock size={16} aria-hidden="true" className="shrink-0" />
        {words("mention.hidden")}
      </p>
    );
  if (!data) return <Skeleton className="h-8" />;
  return (
    <Link
      href={fileHref(data)}
      data-first=""
      className="flex min-h-9 items-center gap-2.5 rounded-1 px-1 hover:bg-hover max-md:min-h-11"
    >
      <FileIcon node={data} className="size-6!" />
      <span className="min-w-0 flex-1">
        <span dir="auto" className="block truncate font-medium">
          {data.name}
        </span>
        <span className="block text-12 text-accent-ink">{words("mention.open")}</span>
      </span>
    </Link>
  );
}
