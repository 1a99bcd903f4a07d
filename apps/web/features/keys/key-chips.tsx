import { IconButton, Kbd } from "@carbyne/ui";
import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { mostKeys } from "../../client/keys/keymap.ts";

export interface KeyChipsProps {
  /** Of the action. */
  label: string;
  keys: readonly string[];
  onRemove: (keys: string) => void;
  onAdd: () => void;
}

/** The keys of an action, each of which can be taken away, and a way to another one. */
export function KeyChips({ label, keys, onRemove, onAdd }: KeyChipsProps) {
  const t = useTranslations("keys.own");
  return (
    <span className="flex flex-wrap items-center justify-end gap-1">
      {keys.length === 0 ? <span className="text-13 text-faint">{t("noKey")}</span> : null}
      {keys.map((pressed) => (
        <span key={pressed} className="flex items-center rounded-1 ps-1 hover:bg-hover focus-within:bg-hover">
          <span className="sr-only">{pressed}</span>
          <Kbd keys={pressed} />
          <IconButton
            label={t("remove", { keys: pressed, action: label })}
            size="small"
            className="size-6! max-md:size-11!"
            onClick={() => onRemove(pressed)}
          >
            <X aria-hidden="true" />
          </IconButton>
        </span>
      ))}
      <IconButton label={t("add", { action: label })} disabled={keys.length >= mostKeys} onClick={onAdd}>
        <Plus aria-hidden="true" />
      </IconButton>
    </span>
  );
}
