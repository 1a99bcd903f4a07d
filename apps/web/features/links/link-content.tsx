import { Button, EmptyState, ErrorState, Skeleton } from "@carbyne/ui";
import { ChevronRight, Download, Eye, FolderOpen } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSearchParams } from "next/navigation";
import { goTo, isPlainClick } from "../../client/place.ts";
import { useSizes } from "../../client/sizes.ts";
import { useWords } from "../../client/words.ts";
import { FileIcon } from "../files/file-icon.tsx";
import { Viewer } from "../preview/lazy-viewer.ts";
import { shownAs } from "../preview/shown-as.ts";
import { Thumbnail } from "../preview/thumbnail.tsx";
import {
  type LinkAbout,
  linkBase,
  linkDownload,
  type LinkNode,
  type LinkPage,
  useLinkNode,
  viewedByLink,
} from "./api.ts";
import { VisitedDocument } from "../docs/visiting/lazy-visited.ts";
import { isDocument } from "../docs/place.ts";
import { LinkFrame } from "./link-screen.tsx";
import { LinkRow } from "./link-row.tsx";

/** A file or a folder that a link leads to. The folder that is looked into, and the file that is open, stand in the address. */
export function LinkContent({ token, link }: { token: string; link: LinkAbout }) {
  const t = useTranslations("links.page");
  const words = useWords();
  const query = useSearchParams();
  const [folderId, openId] = [query.get("in"), query.get("open")];
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useLinkNode(token, folderId);
  const page = data?.pages[0];
  const nodes = data?.pages.flatMap((one) => one.nodes) ?? [];
  const files = page?.node.kind === "file" ? [page.node] : nodes.filter((node) => node.kind === "file");
  const at = files.findIndex((node) => node.id === openId);
  const hrefOf = (folder: string | null, open: string | null = null) => {
    const asked = new URLSearchParams({
      ...(folder === null ? {} : { in: folder }),
      ...(open === null ? {} : { open }),
    });
    return `${linkBase(token)}${asked.size > 0 ? `?${asked.toString()}` : ""}`;
  };
  const acts =
    page?.node.kind === "folder" && link.kind === "download" ? (
      <Button look="primary" asChild>
        <a href={linkDownload(token, page.node)} download>
          <Download aria-hidden="true" />
          {t("downloadAll")}
        </a>
      </Button>
    ) : null;
  const document = files.find((node) => node.id === openId && isDocument(node));
  if (document)
    return (
      <VisitedDocument
        key={document.id}
        token={token}
        id={document.id}
        name={document.name}
        role={link.kind === "collaborate" ? (link.role ?? "read") : "read"}
        onLeave={page?.node.kind === "file" ? null : () => goTo(hrefOf(folderId))}
      />
    );
  return (
    <LinkFrame link={link} acts={acts}>
      <div className="mx-auto w-full max-w-[880px]">
        <About link={link} />
        {error && !page ? (
          <ErrorState {...words(error)} retryLabel={t("retry")} onRetry={() => void refetch()} />
        ) : !page ? (
          <Skeleton className="h-64 animate-late" />
        ) : page.node.kind === "file" ? (
          <OneFile token={token} link={link} node={page.node} onOpen={() => goTo(hrefOf(folderId, page.node.id))} />
        ) : (
          <>
            <Crumbs page={page} hrefOf={hrefOf} />
            {nodes.length === 0 ? (
              <EmptyState icon={<FolderOpen aria-hidden="true" />} text={t("empty")} />
            ) : (
              <ul className="overflow-hidden rounded-2 border bg-surface">
                {nodes.map((node) => (
                  <LinkRow
                    key={node.id}
                    token={token}
                    link={link}
                    node={node}
                    href={node.kind === "folder" ? hrefOf(node.id) : hrefOf(folderId, node.id)}
                  />
                ))}
              </ul>
            )}
            {hasNextPage ? (
              <Button className="mx-auto mt-4 flex" isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                {t("more", { count: page.total - nodes.length })}
              </Button>
            ) : null}
          </>
        )}
      </div>
      <Viewer
        files={files.map((node) => viewedByLink(token, link, node))}
        at={at === -1 ? null : at}
        onGo={(next) => goTo(hrefOf(folderId, files[next]?.id ?? null))}
        onClose={() => goTo(hrefOf(folderId))}
      />
    </LinkFrame>
  );
}

/** What whoever made the link says of it, and what is limited. */
function About({ link }: { link: LinkAbout }) {
  const t = useTranslations("links.page");
  const said = [
    link.kind === "view" ? t("viewOnly") : "",
    link.downloadsLeft === null ? "" : t("downloadsLeft", { count: link.downloadsLeft }),
  ].filter(Boolean);
  if (said.length === 0 && link.description === "") return null;
  return (
    <div className="mb-4 flex flex-col gap-1">
      {link.description === "" ? null : (
        <p dir="auto" className="text-14 wrap-anywhere whitespace-pre-line">
          {link.description}
        </p>
      )}
      {said.length === 0 ? null : <p className="text-13 text-muted">{said.join(" · ")}</p>}
    </div>
  );
}

function Crumbs({ page, hrefOf }: { page: LinkPage; hrefOf: (id: string | null) => string }) {
  const t = useTranslations("links.page");
  const above = page.path.slice(0, -1);
  return (
    <nav
      aria-label={t("path")}
      className={`flex flex-wrap items-center text-14 ${above.length === 0 ? "" : "mb-2 min-h-8"}`}
    >
      {above.map(({ id, name }, at) => (
        <span key={id} className="flex min-w-0 items-center">
          <a
            href={hrefOf(at === 0 ? null : id)}
            dir="auto"
            className="flex items-center truncate rounded-1 px-1.5 py-1 text-muted hover:bg-hover hover:text-text max-md:min-h-11"
            onClick={(event) => {
              if (!isPlainClick(event)) return;
              event.preventDefault();
              goTo(hrefOf(at === 0 ? null : id));
            }}
          >
            {name}
          </a>
          <ChevronRight size={14} className="shrink-0 text-faint rtl:-scale-x-100" aria-hidden="true" />
        </span>
      ))}
      {/* The first one's name stands at the top of the page already. */}
      <h1 dir="auto" className={above.length === 0 ? "sr-only" : "truncate px-1.5 font-semibold"}>
        {page.node.name}
      </h1>
    </nav>
  );
}

interface OneFileProps {
  token: string;
  link: LinkAbout;
  node: LinkNode;
  onOpen: () => void;
}

/** The only thing that a link is on: what it looks like, and how to have it. */
function OneFile({ token, link, node, onOpen }: OneFileProps) {
  const t = useTranslations("links.page");
  const sizes = useSizes();
  const as = shownAs({ name: node.name, type: node.mime, sizeBytes: node.sizeBytes });
  return (
    <section className="overflow-hidden rounded-3 border bg-surface">
      <button
        type="button"
        aria-label={t("open", { name: node.name })}
        onClick={onOpen}
        className="block h-[min(420px,50dvh)] w-full bg-sunken"
      >
        <Thumbnail
          url={as === null ? null : `${linkBase(token)}/files/${node.id}`}
          instead={null}
          isPage={as === "pages"}
        >
          <FileIcon node={node} className="size-16! [&_svg]:size-8!" />
        </Thumbnail>
      </button>
      <div className="flex flex-wrap items-center gap-3 p-4">
        <div className="min-w-0 flex-1 basis-52">
          <h1 className="text-16 font-semibold wrap-anywhere">
            <bdi>{node.name}</bdi>
          </h1>
          <p className="text-13 text-muted">{sizes(node.sizeBytes)}</p>
        </div>
        <div className="flex gap-3 max-md:w-full max-md:*:flex-1">
          <Button onClick={onOpen}>
            <Eye aria-hidden="true" />
            {t("look")}
          </Button>
          {link.kind === "download" ? (
            <Button look="primary" asChild>
              <a href={linkDownload(token, node)} download={node.name}>
                <Download aria-hidden="true" />
                {t("download")}
              </a>
            </Button>
          ) : null}
        </div>
      </div>
    </section>
  );
}
