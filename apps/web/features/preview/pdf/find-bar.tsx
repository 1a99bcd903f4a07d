import { IconButton } from "@carbyne/ui";
import { ChevronDown, ChevronUp, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Find } from "./use-find.ts";

/** Looks for words in the document: Enter goes on, Shift and Enter back, Escape leaves. */
export function FindBar({ find, onClose }: { find: Find; onClose: () => void }) {
  const t = useTranslations("preview");
  const { found, at, isDone, words } = find;
  return (
    <form
      role="search"
      data-escapes=""
      className="absolute end-4 top-3 z-10 flex items-center gap-0.5 rounded-2 border bg-raised p-1 ps-3 shadow-floating max-md:inset-x-3"
      onSubmit={(event) => {
        event.preventDefault();
        find.go(1);
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && event.shiftKey) {
          event.preventDefault();
          find.go(-1);
        }
        if (event.key !== "Escape") return;
        // Only the search is left, not the file.
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    >
      <input
        type="search"
        autoFocus
        aria-label={t("find")}
        placeholder={t("find")}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => find.ask(event.target.value)}
        className="w-44 min-w-0 flex-1 bg-transparent text-13 outline-none placeholder:text-faint max-md:text-16 [&::-webkit-search-cancel-button]:hidden"
      />
      <span role="status" className="px-2 text-12 whitespace-nowrap text-muted tabular-nums">
        {words === ""
          ? ""
          : found.length > 0
            ? t("position", { at: at + 1, count: found.length })
            : isDone
              ? t("notFound")
              : ""}
      </span>
      <IconButton label={t("findPrevious")} size="small" disabled={found.length === 0} onClick={() => find.go(-1)}>
        <ChevronUp aria-hidden="true" />
      </IconButton>
      <IconButton label={t("findNext")} size="small" disabled={found.length === 0} onClick={() => find.go(1)}>
        <ChevronDown aria-hidden="true" />
      </IconButton>
      <IconButton label={t("findClose")} size="small" onClick={onClose}>
        <X aria-hidden="true" />
      </IconButton>
    </form>
  );
}
