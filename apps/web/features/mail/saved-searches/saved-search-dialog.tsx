import { Button, Dialog, Field, Input } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWords } from "../../../client/words.ts";
import { TintChoice } from "../tags/tint-choice.tsx";
import { type SavedSearch, useSavedSearchVerbs } from "./api.ts";

/** Keeps a search under a name, or changes one that is kept. */
export function SavedSearchDialog(props: { search: SavedSearch | null; query: string; onClose: () => void }) {
  const { search, onClose } = props;
  const t = useTranslations("saved");
  const words = useWords();
  const { create, update } = useSavedSearchVerbs();
  const [name, setName] = useState(search?.name ?? "");
  const [query, setQuery] = useState(props.query);
  const [tint, setTint] = useState<number | null>(search?.tint ?? null);
  const [isMissing, setIsMissing] = useState(false);
  const failed = create.error ?? update.error;
  const error = isMissing ? t("nameMissing") : failed ? words(failed).text : undefined;
  const submit = () => {
    if (name.trim() === "") return setIsMissing(true);
    const input = { name: name.trim(), query: query.trim(), ...(tint === null ? {} : { tint }) };
    if (search) update.mutate({ id: search.id, ...input }, { onSuccess: onClose });
    else create.mutate(input, { onSuccess: onClose });
  };
  const changed = () => {
    setIsMissing(false);
    create.reset();
    update.reset();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={search ? t("editTitle", { name: search.name }) : t("saveTitle")}
      closeLabel={t("cancel")}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button look="primary" isBusy={create.isPending || update.isPending} onClick={submit}>
            {t("save")}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field label={t("name")} error={error}>
          {({ id, describedBy, isInvalid }) => (
            <Input
              id={id}
              autoFocus
              aria-describedby={describedBy}
              aria-invalid={isInvalid || undefined}
              value={name}
              maxLength={100}
              onChange={(event) => {
                setName(event.target.value);
                changed();
              }}
            />
          )}
        </Field>
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
                changed();
              }}
            />
          )}
        </Field>
        <TintChoice value={tint} onChange={setTint} />
        {/* Enter in a field sends the form; its button is at the foot of the dialog. */}
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </Dialog>
  );
}
