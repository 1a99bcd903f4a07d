import { Button, Dialog, ErrorState, Skeleton } from "@carbyne/ui";
import { Code, Copy, Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDates } from "../../../client/dates.ts";
import { useWords } from "../../../client/words.ts";
import type { MessageView } from "../types.ts";
import { useExplanation } from "./api.ts";
import { CheckList } from "./check-list.tsx";
import { RouteList } from "./route-list.tsx";

/** What the header of a message says, in words first and then as it came. */
export function ExplainDialog(props: { message: MessageView; isOpen: boolean; onClose: () => void }) {
  const { message, isOpen, onClose } = props;
  const t = useTranslations("message.explain");
  const source = `/mail/messages/${message.id}/source`;
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t("title")}
      closeLabel={t("close")}
      width="wide"
      actions={
        <>
          <Button asChild>
            <a href={source} target="_blank" rel="noreferrer">
              <Code aria-hidden="true" />
              {t("original")}
            </a>
          </Button>
          <Button asChild>
            <a href={`${source}?download=1`} download>
              <Download aria-hidden="true" />
              {t("download")}
            </a>
          </Button>
        </>
      }
    >
      {isOpen ? <Content message={message} /> : null}
    </Dialog>
  );
}

function Content({ message }: { message: MessageView }) {
  const t = useTranslations("message.explain");
  const tReading = useTranslations("reading");
  const dates = useDates();
  const words = useWords();
  const { data, error, isError, refetch } = useExplanation(message.id, { isWanted: true });
  if (isError) return <ErrorState {...words(error)} retryLabel={tReading("retry")} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-40" />;
  const lines: [string, string | null][] = [
    [t("sent"), data.sentAt ? dates.full(data.sentAt) : null],
    [t("received"), dates.full(message.date)],
    [t("returnPath"), data.returnPath],
    [t("list"), data.listId],
  ];
  return (
    <div className="space-y-6">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-13">
        {lines.map(([name, value]) =>
          value ? (
            <div key={name} className="contents">
              <dt className="text-muted">{name}</dt>
              <dd className="wrap-anywhere">{value}</dd>
            </div>
          ) : null,
        )}
        {data.messageId ? (
          <div className="contents">
            <dt className="text-muted">{t("messageId")}</dt>
            <dd className="flex items-start gap-2 wrap-anywhere">
              <span className="min-w-0">{data.messageId}</span>
              <CopyWords text={data.messageId} label={t("copyId")} />
            </dd>
          </div>
        ) : null}
      </dl>
      <section>
        <h3 className="mb-2 text-14 font-semibold">{t("checks")}</h3>
        <CheckList checks={data.checks} isLocal={message.verdict === "local"} />
      </section>
      {data.route.length > 0 ? (
        <section>
          <h3 className="mb-2 text-14 font-semibold">{t("route")}</h3>
          <RouteList route={data.route} />
        </section>
      ) : null}
      <section>
        <div className="mb-2 flex items-center gap-2">
          <h3 className="flex-1 text-14 font-semibold">{t("all")}</h3>
          <CopyWords text={data.header} label={t("copyAll")} />
        </div>
        <pre
          tabIndex={0}
          aria-label={t("all")}
          dir="ltr"
          className="max-h-80 overflow-auto rounded-1 border bg-sunken p-3 font-mono text-12 wrap-anywhere whitespace-pre-wrap"
        >
          {data.header}
        </pre>
        {data.isHeaderCut ? <p className="mt-1 text-12 text-faint">{t("cut")}</p> : null}
      </section>
    </div>
  );
}

/** Copies a text and says that it did. */
function CopyWords({ text, label }: { text: string; label: string }) {
  const t = useTranslations("message.explain");
  const [isCopied, setIsCopied] = useState(false);
  return (
    <button
      type="button"
      onClick={() => void navigator.clipboard.writeText(text).then(() => setIsCopied(true))}
      className="inline-flex shrink-0 items-center gap-1 rounded-[4px] text-12 font-medium text-accent-ink hover:underline max-md:-my-3 max-md:h-11 [&>svg]:size-3.5"
    >
      <Copy aria-hidden="true" />
      <span aria-live="polite">{isCopied ? t("copied") : label}</span>
    </button>
  );
}
