import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDates } from "../../client/dates.ts";
import { goTo, isPlainClick } from "../../client/place.ts";
import { useSizes } from "../../client/sizes.ts";
import { FileIcon } from "../files/file-icon.tsx";
import { type LinkAbout, linkDownload, type LinkNode } from "./api.ts";

interface LinkRowProps {
  token: string;
  link: LinkAbout;
  node: LinkNode;
  /** Where it opens. */
  href: string;
}

/** One entry of a folder that a link leads to. */
export function LinkRow({ token, link, node, href }: LinkRowProps) {
  const t = useTranslations("links.page");
  const dates = useDates();
  const sizes = useSizes();
  return (
    <li className="flex items-center border-b pe-2 last:border-b-0 hover:bg-hover">
      <a
        href={href}
        className="flex min-h-12 min-w-0 flex-1 items-center gap-3 py-2 ps-4 max-md:min-h-14 max-md:ps-3"
        onClick={(event) => {
          if (!isPlainClick(event)) return;
          event.preventDefault();
          goTo(href);
        }}
      >
        <FileIcon node={node} />
        <span className="min-w-0 flex-1">
          <span className="block truncate text-14">
            <bdi>{node.name}</bdi>
          </span>
          <span className="block text-12 text-muted">
            {[node.kind === "file" ? sizes(node.sizeBytes) : "", dates.brief(node.updatedAt)]
              .filter(Boolean)
              .join(" · ")}
          </span>
        </span>
      </a>
      {link.kind === "download" ? (
        <a
          href={linkDownload(token, node)}
          download
          aria-label={t("downloadOne", { name: node.name })}
          className="grid size-8 shrink-0 place-items-center rounded-1 text-muted hover:bg-hover hover:text-text max-md:size-11"
        >
          <Download size={18} strokeWidth={1.75} aria-hidden="true" />
        </a>
      ) : null}
    </li>
  );
}
