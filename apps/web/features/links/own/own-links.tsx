import { Button, ErrorState, IconButton, Menu, showToast, Skeleton } from "@carbyne/ui";
import { Copy, Ellipsis, LinkIcon, ListChecks, PenLine, Unlink } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDates } from "../../../client/dates.ts";
import { lazyLayer } from "../../../client/lazy-layer.tsx";
import { useSizes } from "../../../client/sizes.ts";
import { useWords } from "../../../client/words.ts";
import { addressOf, type OwnLink, useLinkRules, useLinkVerbs, useOwnLinks } from "./api.ts";
import { copy } from "./link-dialog.tsx";

const LinkDialog = lazyLayer(() => import("./link-dialog.tsx").then((module) => module.LinkDialog), {
  cancel: ({ onClose }) => onClose(),
});
const LinkLog = lazyLayer(() => import("./link-log.tsx").then((module) => module.LinkLog), {
  cancel: ({ onClose }) => onClose(),
});

type Asked = { kind: "make" } | { kind: "change" | "log"; link: OwnLink };

/** The links of an entry: made, copied, changed, looked after and taken back. */
export function OwnLinks({ node }: { node: { id: string; name: string; kind: "folder" | "file" } }) {
  const t = useTranslations("links");
  const words = useWords();
  const { data, error, refetch } = useOwnLinks(node.id);
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  return (
    <>
      {error && !data ? (
        <ErrorState {...words(error)} retryLabel={t("page.retry")} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <Skeleton className="h-9" />
      ) : data.length === 0 ? (
        <p className="text-13 text-muted">{t("none")}</p>
      ) : (
        <ul className="flex flex-col gap-2">
          {data.map((link) => (
            <LinkLine key={link.id} link={link} onAsk={(kind) => setAsked({ kind, link })} />
          ))}
        </ul>
      )}
      <Button look="ink" onClick={() => setAsked({ kind: "make" })} className="mt-2 -ms-2">
        <LinkIcon aria-hidden="true" />
        {t("new")}
      </Button>
      {asked?.kind === "make" ? <LinkDialog node={node} link={null} onClose={close} /> : null}
      {asked?.kind === "change" ? <LinkDialog node={node} link={asked.link} onClose={close} /> : null}
      {asked?.kind === "log" ? <LinkLog link={asked.link} onClose={close} /> : null}
    </>
  );
}

function LinkLine({ link, onAsk }: { link: OwnLink; onAsk: (kind: "change" | "log") => void }) {
  const t = useTranslations("links");
  const dates = useDates();
  const sizes = useSizes();
  const { revoke, restore } = useLinkVerbs();
  // What an administrator has turned off stays here, for when that is over.
  const isOff = useLinkRules().data?.isAllowed === false && link.kind !== "collaborate";
  const name = link.description.split("\n")[0] || t(`kindName.${link.kind}`);
  const { token } = link;
  const facts = [
    link.description === "" ? "" : t(`kindName.${link.kind}`),
    isOff ? t("forbidden") : "",
    link.hasCode ? t("coded") : "",
    link.expiresAt === null ? "" : t(link.isOver ? "over" : "until", { date: dates.brief(link.expiresAt) }),
    link.downloadLimit !== null
      ? t("fetchedOf", { count: link.downloads, limit: link.downloadLimit })
      : link.downloads > 0
        ? t("fetched", { count: link.downloads })
        : "",
    link.uploadLimit === null ? "" : t("received", { size: sizes(link.uploadedBytes), limit: sizes(link.uploadLimit) }),
    link.byName === null ? "" : t("by", { name: link.byName }),
  ].filter(Boolean);
  const take = () =>
    revoke.mutate(link.id, {
      onSuccess: () =>
        showToast({ text: t("revoked"), action: { label: t("undo"), run: () => restore.mutate(link.id) } }),
    });
  const copyIt = async () => {
    if (token !== null) showToast({ text: (await copy(addressOf(token))) ? t("copied") : addressOf(token) });
  };
  return (
    <li className="flex items-center gap-1">
      <span className="me-1.5 grid size-8 shrink-0 place-items-center rounded-full bg-sunken text-muted">
        <LinkIcon size={16} aria-hidden="true" />
      </span>
      <span className="min-w-0 flex-1 text-13">
        <span className="block truncate font-medium">
          <bdi>{name}</bdi>
        </span>
        <span className={`block text-12 ${link.isOver || isOff ? "text-danger" : "text-muted"}`}>
          {facts.join(" · ")}
        </span>
      </span>
      {token === null ? null : (
        <IconButton
          label={t("copyOf", { name })}
          size="small"
          onClick={() => void copyIt()}
          className="max-md:size-11!"
        >
          <Copy aria-hidden="true" />
        </IconButton>
      )}
      {link.canChange ? (
        <Menu
          trigger={
            <IconButton label={t("menu", { name })} size="small" className="max-md:size-11!">
              <Ellipsis aria-hidden="true" />
            </IconButton>
          }
          align="end"
          entries={[
            ...(isOff
              ? []
              : [{ label: t("change"), icon: <PenLine aria-hidden="true" />, onSelect: () => onAsk("change") }]),
            { label: t("log"), icon: <ListChecks aria-hidden="true" />, onSelect: () => onAsk("log") },
            "separator",
            { label: t("revoke"), icon: <Unlink aria-hidden="true" />, isDanger: true, onSelect: take },
          ]}
        />
      ) : null}
    </li>
  );
}
