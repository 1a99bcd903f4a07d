import { Button, Input, Select } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTags, useTagVerbs } from "../mail/tags/api.ts";

export interface TagSelectProps {
  keyword: string;
  isInvalid: boolean;
  onChange: (keyword: string) => void;
}

/** No keyword begins so. */
const fresh = "(new)";

/** One of the person's tags, or a new one. */
export function TagSelect({ keyword, isInvalid, onChange }: TagSelectProps) {
  const t = useTranslations("filters");
  const tags = useTags();
  const { create } = useTagVerbs();
  const [name, setName] = useState<string | null>(null);
  const isKnown = keyword === "" || tags.some((tag) => tag.keyword === keyword);
  const options = [
    ...tags.map((tag) => ({ value: tag.keyword, label: tag.name })),
    ...(isKnown ? [] : [{ value: keyword, label: keyword }]),
    { value: fresh, label: t("newTag") },
  ];
  const make = () => {
    if (!name?.trim()) return;
    create.mutate(
      { name: name.trim() },
      {
        onSuccess: (tag) => {
          onChange(tag.keyword);
          setName(null);
        },
      },
    );
  };
  if (name === null)
    return (
      <Select
        label={t("tag")}
        value={keyword}
        options={options}
        placeholder={t("tagPlaceholder")}
        isInvalid={isInvalid}
        onChange={(value) => (value === fresh ? setName("") : onChange(value))}
        className="min-w-0 flex-1 max-md:basis-full"
      />
    );
  return (
    <div className="flex min-w-0 flex-1 gap-2 max-md:basis-full">
      <Input
        ref={(input) => input?.focus()}
        value={name}
        aria-label={t("newTag")}
        aria-invalid={create.isError}
        maxLength={100}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") {
            event.preventDefault();
            make();
          } else if (event.key === "Escape") {
            event.stopPropagation();
            setName(null);
          }
        }}
      />
      <Button className="h-9! max-md:h-11!" isBusy={create.isPending} disabled={name.trim() === ""} onClick={make}>
        {t("makeTag")}
      </Button>
    </div>
  );
}
