import { Button, EmptyState } from "@carbyne/ui";
import { FileQuestion, Inbox, ListFilter, Search, Tag } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { goTo } from "../../../client/place.ts";
import { viewOf } from "../list-key.ts";
import { boxHref } from "../place.ts";
import { SearchHints } from "../search/search-hints.tsx";
import { tagOfBox } from "../tags/tag-place.ts";
import type { MailList } from "./use-mail-list.ts";

/** Nothing to list: says so in the words of the place. */
export function EmptyList({ list }: { list: MailList }) {
  const t = useTranslations("list");
  const tSearch = useTranslations("search");
  const tTags = useTranslations("tags");
  const { place, mailbox } = list;
  if (place.kind === "search")
    return place.text.trim() === "" ? (
      <div className="flex-1 overflow-auto bg-surface p-6">
        <h2 className="mb-3 text-14 font-medium">{tSearch("start")}</h2>
        <SearchHints />
      </div>
    ) : (
      <div className="flex-1 overflow-auto bg-surface">
        <EmptyState icon={<Search />} text={tSearch("empty", { text: place.text })} hint={tSearch("emptyHint")} />
      </div>
    );
  if (place.filter !== null)
    return (
      <Box>
        <EmptyState
          icon={<ListFilter />}
          text={t("empty.filtered")}
          action={
            <Button onClick={() => goTo(boxHref(place.box, place.conversationId, { ...place, filter: null }))}>
              {t("clearFilter")}
            </Button>
          }
        />
      </Box>
    );
  if (tagOfBox(place.box) !== null)
    return (
      <Box>
        <EmptyState icon={<Tag />} text={tTags("empty")} />
      </Box>
    );
  const view = viewOf(place.box);
  return (
    <Box>
      <EmptyState
        icon={<Inbox />}
        text={t(`empty.${view === "unified" ? "inbox" : (view ?? mailbox?.role ?? "folder")}`)}
      />
    </Box>
  );
}

/** The address names a folder that is not there. */
export function UnknownFolder() {
  const t = useTranslations("list.unknown");
  return (
    <Box>
      <EmptyState
        icon={<FileQuestion />}
        text={t("text")}
        hint={t("hint")}
        action={<Button onClick={() => goTo(boxHref("inbox"))}>{t("inbox")}</Button>}
      />
    </Box>
  );
}

function Box({ children }: { children: ReactNode }) {
  return <div className="flex-1 overflow-auto bg-surface">{children}</div>;
}
