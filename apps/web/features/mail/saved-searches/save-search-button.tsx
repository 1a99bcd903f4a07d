import { IconButton } from "@carbyne/ui";
import { BookmarkCheck, BookmarkPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { lazyLayer } from "../../../client/lazy-layer.tsx";
import { useSavedSearches } from "./api.ts";

const SavedSearchDialog = lazyLayer(
  () => import("./saved-search-dialog.tsx").then((module) => module.SavedSearchDialog),
  {
    cancel: ({ onClose }) => onClose(),
  },
);

/** Keeps the search that is shown, or changes the one that it is. */
export function SaveSearchButton({ text }: { text: string }) {
  const t = useTranslations("saved");
  const known = useSavedSearches().find((search) => search.query === text) ?? null;
  const [isOpen, setIsOpen] = useState(false);
  if (text.trim() === "") return null;
  return (
    <>
      <IconButton label={known ? t("editThis") : t("saveThis")} onClick={() => setIsOpen(true)}>
        {known ? <BookmarkCheck aria-hidden="true" /> : <BookmarkPlus aria-hidden="true" />}
      </IconButton>
      {isOpen ? <SavedSearchDialog search={known} query={text} onClose={() => setIsOpen(false)} /> : null}
    </>
  );
}
