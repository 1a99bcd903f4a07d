import { Button, ErrorState, Field, IconButton, Input, Skeleton } from "@carbyne/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { JSONContent } from "@tiptap/core";
import { ArrowLeft } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useWords } from "../../../client/words.ts";
import { Mark } from "../../frame/mark.tsx";
import { askDocument, enterLink, linkBase } from "../../links/api.ts";
import type { DocumentView } from "../api.ts";
import { ShownText } from "../editor/shown-text.tsx";
import { VisitorText } from "./visitor-text.tsx";

interface VisitedDocumentProps {
  token: string;
  id: string;
  name: string;
  role: "read" | "comment" | "write";
  /** Null where there is nothing else to go to. */
  onLeave: (() => void) | null;
}

/** A document for somebody who came by a link: written with others where that is offered, by who says a name; else what it says. */
export function VisitedDocument({ token, id, name, role, onLeave }: VisitedDocumentProps) {
  const words = useWords();
  const t = useTranslations("docs");
  const key = ["link", token, "document", id] as const;
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: () => askDocument<DocumentView>(token, id),
    retry: false,
  });
  const head = (acts: ReactNode) => (
    <header className="flex min-h-14 items-center gap-2 border-b bg-surface px-3 max-md:px-1">
      {onLeave ? (
        <IconButton label={t("visit.back")} onClick={onLeave}>
          <ArrowLeft aria-hidden="true" className="rtl:-scale-x-100" />
        </IconButton>
      ) : (
        <Mark size={28} />
      )}
      <h1 dir="auto" className="min-w-0 truncate text-14 font-semibold">
        {name}
      </h1>
      {acts}
    </header>
  );
  if (error)
    return (
      <div className="flex h-dvh flex-col bg-bg">
        {head(null)}
        <ErrorState {...words(error)} retryLabel={t("retry")} onRetry={() => void refetch()} />
      </div>
    );
  if (data?.mayWrite) return <VisitorText token={token} document={data} head={head} onReopen={() => void refetch()} />;
  return (
    <div className="flex h-dvh flex-col bg-bg">
      {head(null)}
      {data && role === "write" ? <NameForm token={token} onEntered={() => void refetch()} /> : null}
      <main className="doc-canvas">{data ? <Reading token={token} id={id} name={name} /> : null}</main>
    </div>
  );
}

function Reading({ token, id, name }: { token: string; id: string; name: string }) {
  const words = useWords();
  const t = useTranslations("docs");
  const { data, error, refetch } = useQuery({
    queryKey: ["link", token, "document", id, "text"],
    queryFn: () => askDocument<{ text: JSONContent }>(token, id, "/text"),
    retry: false,
    refetchOnWindowFocus: true,
  });
  if (error && !data) return <ErrorState {...words(error)} retryLabel={t("retry")} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="mx-auto h-96 w-full max-w-[816px]" />;
  return (
    <ShownText key={JSON.stringify(data.text).length} id={id} base={linkBase(token)} text={data.text} label={name} />
  );
}

function NameForm({ token, onEntered }: { token: string; onEntered: () => void }) {
  const t = useTranslations("docs.visit");
  const words = useWords();
  const queryClient = useQueryClient();
  const [name, setName] = useState("");
  const [fault, setFault] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const enter = async () => {
    setIsBusy(true);
    try {
      await enterLink(token, name.trim());
      await queryClient.invalidateQueries({ queryKey: ["link", token, "document"] });
      onEntered();
    } catch (error) {
      setFault(words(error).text);
    }
    setIsBusy(false);
  };
  return (
    <form
      className="flex flex-wrap items-end gap-3 border-b bg-sunken px-4 py-3"
      onSubmit={(event) => {
        event.preventDefault();
        void enter();
      }}
    >
      <p className="min-w-48 flex-1 self-center text-13">{t("reading")}</p>
      <Field label={t("name")} hint={t("nameHint")} error={fault}>
        {({ id, describedBy, isInvalid }) => (
          <Input
            id={id}
            dir="auto"
            value={name}
            maxLength={100}
            autoComplete="name"
            aria-describedby={describedBy}
            aria-invalid={isInvalid}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Button look="primary" isBusy={isBusy} disabled={name.trim() === ""} onClick={() => void enter()}>
        {t("begin")}
      </Button>
    </form>
  );
}
