import { Button, Field, IconButton, Input } from "@carbyne/ui";
import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { looksLikeAddress } from "../../mail/composer/parse-addresses.ts";

export interface AliasListProps {
  aliases: readonly string[];
  onChange: (aliases: string[]) => void;
}

/** More addresses whose mail comes to the account. */
export function AliasList({ aliases, onChange }: AliasListProps) {
  const t = useTranslations("admin.accounts");
  const [text, setText] = useState("");
  const [isWrong, setIsWrong] = useState(false);
  const add = () => {
    const alias = text.trim().toLowerCase();
    if (!looksLikeAddress(alias)) return setIsWrong(true);
    if (!aliases.includes(alias)) onChange([...aliases, alias]);
    setText("");
  };
  return (
    <div className="flex flex-col gap-4">
      <Field label={t("aliasAdd")} hint={t("aliasHint")} error={isWrong ? t("addressWrong") : undefined}>
        {({ id, describedBy, isInvalid }) => (
          <div className="flex gap-2">
            <Input
              id={id}
              type="email"
              value={text}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              aria-describedby={describedBy}
              aria-invalid={isInvalid}
              onChange={(event) => {
                setText(event.target.value);
                setIsWrong(false);
              }}
              onKeyDown={(event) => {
                if (event.key !== "Enter") return;
                event.preventDefault();
                add();
              }}
            />
            <Button onClick={add} className="h-9! max-md:h-11!" disabled={text.trim() === ""}>
              <Plus aria-hidden="true" />
              {t("aliasSubmit")}
            </Button>
          </div>
        )}
      </Field>
      {aliases.length === 0 ? (
        <p className="text-13 text-muted">{t("aliasNone")}</p>
      ) : (
        <ul className="divide-y rounded-2 border bg-surface">
          {aliases.map((alias) => (
            <li key={alias} className="flex items-center gap-2 py-1 ps-3 pe-1">
              <span className="min-w-0 flex-1 truncate text-14">{alias}</span>
              <IconButton
                label={t("aliasRemove", { alias })}
                size="small"
                onClick={() => onChange(aliases.filter((one) => one !== alias))}
              >
                <X aria-hidden="true" />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
