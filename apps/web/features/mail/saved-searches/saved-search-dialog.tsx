import { Field, Input } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { NamedDialog } from "../tags/named-dialog.tsx";
import { type SavedSearch, useSavedSearchVerbs } from "./api.ts";

/** Keeps a search under a name, or changes one that is kept. */
export function SavedSearchDialog(props: { search: SavedSearch | null; query: string; onClose: () => void }) {
  const { search, onClose } = props;
  const t = useTranslations("saved");
  const { create, update } = useSavedSearchVerbs();
  const [query, setQuery] = useState(props.query);
  return (
    <NamedDialog
      title={search ? t("editTitle", { name: search.name }) : t("saveTitle")}
      words={{ name: t("name"), nameMissing: t("nameMissing"), cancel: t("cancel"), save: t("save") }}
      start={{ name: search?.name ?? "", tint: search?.tint ?? null }}
      verbs={[create, update]}
      more={(onChanged) => (
        <Field label={t("query")} hint={t("queryHint")}>
          {({ id, describedBy }) => (
            <Input
              id={id}
              aria-describedby={describedBy}
              value={query}
              maxLength={1000}
              dir="auto"
              onChange={(event) => {
                setQuery(event.target.value);
                onChanged();
              }}
            />
          )}
        </Field>
      )}
      onSave={(named) => {
        const input = { ...named, query: query.trim() };
        if (search) update.mutate({ id: search.id, ...input }, { onSuccess: onClose });
        else create.mutate(input, { onSuccess: onClose });
      }}
      onClose={onClose}
    />
  );
}
