import { IconButton, Menu } from "@carbyne/ui";
import { CopyPlus, Ellipsis, FolderOpen } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import Link from "next/link";
import { folderHref } from "../../files/place.ts";
import { FileIcon } from "../../files/file-icon.tsx";
import type { DocumentEntry } from "../api.ts";
import { docHref } from "../place.ts";
import { useDocumentAfter } from "../use-new-document.ts";
import { useDates } from "../../../client/dates.ts";

/** A document in the list: what it is called, whose it is, when somebody last wrote in it. */
export function DocumentRow({ node }: { node: DocumentEntry }) {
  const t = useTranslations("docs");
  const dates = useDates();
  const router = useRouter();
  const begin = useDocumentAfter();
  return (
    <li className="flex items-center">
      <Link
        href={docHref(node.id)}
        className="flex min-h-14 min-w-0 flex-1 items-center gap-3 rounded-2 px-2 hover:bg-hover focus-visible:outline-offset-[-2px]"
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
      <Menu
        trigger={
          <IconButton label={t("home.more", { name: node.name })} className="ms-1">
            <Ellipsis aria-hidden="true" />
          </IconButton>
        }
        entries={[
          { label: t("home.asTemplate"), icon: <CopyPlus aria-hidden="true" />, onSelect: () => void begin(node.id) },
          ...(node.parentId === null
            ? []
            : [
                {
                  label: t("menu.folder"),
                  icon: <FolderOpen aria-hidden="true" />,
                  onSelect: () => router.push(folderHref(node.parentId)),
                },
              ]),
        ]}
      />
    </li>
  );
}
