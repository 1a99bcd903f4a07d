import { Button, Chip } from "@carbyne/ui";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useIsNarrow } from "../../../client/media.ts";
import { goTo, isPlainClick } from "../../../client/place.ts";
import { boxHref } from "../place.ts";
import { useTagsByKeyword } from "./api.ts";
import { boxOfTag } from "./tag-place.ts";

/** The tags of a row. A keyword that is no tag of the person's is shown as it is. */
export function RowTags({ keywords, most }: { keywords: readonly string[]; most: number }) {
  const tags = useTagsByKeyword();
  const more = keywords.length - most;
  return (
    <>
      {keywords.slice(0, most).map((keyword) => {
        const tag = tags.get(keyword);
        return (
          // Not a link of its own: it lies in that of the row, which asks what was pressed.
          <span key={keyword} data-tag={keyword} className="contents max-md:[&>*]:max-w-24">
            <Chip text={tag?.name ?? keyword} {...(tag ? { tint: tag.tint } : {})} />
          </span>
        );
      })}
      {more > 0 ? <span className="shrink-0 text-12">+{more}</span> : null}
    </>
  );
}

/** Where a press on a tag of a row leads; null when none was pressed. */
export function pressedTag(target: EventTarget): string | null {
  const keyword = target instanceof Element ? target.closest<HTMLElement>("[data-tag]")?.dataset["tag"] : undefined;
  return keyword === undefined ? null : boxHref(boxOfTag(keyword));
}

/** So many tags stand beside a subject, and below it on a phone, before the others wait behind a press. */
const mostBeside = 6;
const mostBelow = 3;

/** The tags of what is read. */
export function TagChips({ keywords, onRemove }: { keywords: readonly string[]; onRemove: (keyword: string) => void }) {
  const t = useTranslations("tags");
  const [isWhole, setIsWhole] = useState(false);
  const mostShown = useIsNarrow() ? mostBelow : mostBeside;
  const shown = isWhole || keywords.length <= mostShown + 1 ? keywords : keywords.slice(0, mostShown);
  const rest = keywords.length - shown.length;
  return (
    <>
      {shown.map((keyword) => (
        <TagChip key={keyword} keyword={keyword} onRemove={() => onRemove(keyword)} />
      ))}
      {rest > 0 ? (
        <Button look="quiet" className="h-7! px-2!" onClick={() => setIsWhole(true)}>
          {t("more", { count: rest })}
        </Button>
      ) : null}
    </>
  );
}

/** A tag on what is read: leads to its page, and can be taken off. */
function TagChip({ keyword, onRemove }: { keyword: string; onRemove: () => void }) {
  const t = useTranslations("tags");
  const tag = useTagsByKeyword().get(keyword);
  const name = tag?.name ?? keyword;
  const href = boxHref(boxOfTag(keyword));
  return (
    <span className="group/tag relative inline-flex items-center">
      <a
        href={href}
        onClick={(event) => {
          if (!isPlainClick(event)) return;
          event.preventDefault();
          goTo(href);
        }}
        className="inline-flex rounded-[4px]"
      >
        <Chip text={name} {...(tag ? { tint: tag.tint } : {})} />
      </a>
      <button
        type="button"
        aria-label={t("takeOff", { name })}
        title={t("takeOff", { name })}
        onClick={onRemove}
        className="grid size-6 place-items-center rounded-1 text-faint transition-colors hover:bg-hover hover:text-text max-md:size-11"
      >
        <X size={14} aria-hidden="true" />
      </button>
    </span>
  );
}
