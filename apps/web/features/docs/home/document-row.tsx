import { useTranslations } from "next-intl";
import Link from "next/link";
import { FileIcon } from "../../files/file-icon.tsx";
import type { DocumentEntry } from "../api.ts";
import { docHref } from "../place.ts";
import { useDates } from "../../../client/dates.ts";

/** A document in the list: what it is called, whose it is, when somebody last wrote in it. */
export function DocumentRow({ node }: { node: DocumentEntry }) {
  const t = useTranslations("docs");
  const dates = useDates();
  return (
    <li>
      <Link
        href={docHref(node.id)}
        className="flex min-h-14 items-center gap-3 rounded-2 px-2 hover:bg-hover focus-visible:outline-offset-[-2px]"
      >
        <FileIcon node={node} />
        <span className="min-w-0 flex-1">
          <span dir="auto" className="block truncate text-14 font-medium">
            {node.name}
          </span>
          <span className="block truncate text-12 text-muted">
            {node.isOwn ? t("mine") : (node.owner ?? node.team)?.name}
          </span>
        </span>
        <time
          dateTime={node.updatedAt}
          title={dates.full(node.updatedAt)}
          className="shrink-0 text-12 text-muted tabular-nums"
        >
          {dates.brief(node.updatedAt)}
        </time>
      </Link>
    </li>
  );
}
