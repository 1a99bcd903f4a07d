import { Button, EmptyState } from "@carbyne/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Image, Link, Paperclip } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useDates } from "../../../client/dates.ts";
import { galleryQuery, type GalleryKind, type RoomLine } from "../api.ts";
import { useNames } from "../names.ts";
import { MessageAttachments } from "../room/attachments.tsx";

function useGallery(line: RoomLine, kind: GalleryKind) {
  const { queryKey, ...query } = galleryQuery(line.room.id, kind);
  // What comes with a message, or is taken back, is a change of the room.
  const list = useInfiniteQuery({ ...query, queryKey: [...queryKey, line.modseq] });
  return { list, items: list.data?.pages.flatMap((page) => page.items) ?? [] };
}

function Part({
  list,
  count,
  icon,
  text,
  children,
}: {
  list: ReturnType<typeof useGallery>["list"];
  count: number;
  icon: ReactNode;
  text: string;
  children: ReactNode;
}) {
  const t = useTranslations("chat.places");
  if (list.data && count === 0) return <EmptyState icon={icon} text={text} />;
  return (
    <div className="p-3">
      {children}
      {list.hasNextPage ? (
        <Button className="mt-3 w-full" isBusy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t("more")}
        </Button>
      ) : null}
    </div>
  );
}

/** Pictures and films of a room, the latest first; a press opens them large, one beside the other. */
export function PicturesTab({ line }: { line: RoomLine }) {
  const t = useTranslations("chat.details");
  const { list, items } = useGallery(line, "pictures");
  return (
    <Part list={list} count={items.length} icon={<Image />} text={t("noPictures")}>
      <MessageAttachments attachments={items.flatMap((item) => item.attachment ?? [])} isSmall />
    </Part>
  );
}

/** The other files of a room. */
export function FilesTab({ line }: { line: RoomLine }) {
  const t = useTranslations("chat.details");
  const { list, items } = useGallery(line, "files");
  return (
    <Part list={list} count={items.length} icon={<Paperclip />} text={t("noFiles")}>
      <MessageAttachments attachments={items.flatMap((item) => item.attachment ?? [])} isSmall />
    </Part>
  );
}

/** The links that were sent in a room, with who sent them. */
export function LinksTab({ line }: { line: RoomLine }) {
  const t = useTranslations("chat.details");
  const tMessage = useTranslations("chat.message");
  const dates = useDates();
  const nameOf = useNames(line.room.id);
  const { list, items } = useGallery(line, "links");
  return (
    <Part list={list} count={items.length} icon={<Link />} text={t("noLinks")}>
      <ul className="flex flex-col gap-2" aria-label={t("links")}>
        {items.map(({ messageId, url, authorId, at }) =>
          url === null ? null : (
            <li key={`${messageId} ${url}`} className="min-w-0 text-13">
              <a
                href={url}
                target="_blank"
                rel="noopener noreferrer"
                className="line-clamp-2 text-accent-ink break-all hover:underline"
              >
                {url}
              </a>
              <p className="truncate text-12 text-muted">
                {nameOf(authorId) ?? tMessage("somebody")} · <time dateTime={at}>{dates.brief(at)}</time>
              </p>
            </li>
          ),
        )}
      </ul>
    </Part>
  );
}
