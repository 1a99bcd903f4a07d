import { Button, Dialog, Kbd } from "@carbyne/ui";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { type Action, actions } from "../../client/keys/actions.ts";
import { keyName } from "../../client/keys/key-name.ts";
import { type Keymap, ownersOf } from "../../client/keys/keymap.ts";
import { isReserved } from "../../client/keys/reserved.ts";
import { addPress } from "./add-press.ts";

export interface RecordDialogProps {
  action: Action;
  keymap: Keymap;
  onSave: (keys: string) => void;
  onClose: () => void;
}

/** As soon as it is there, before the dialog looks for something to have the focus. */
const focusOn = (element: HTMLElement | null) => element?.focus();

/** Listens to what is pressed, and says whose it is before it is taken. */
export function RecordDialog({ action, keymap, onSave, onClose }: RecordDialogProps) {
  const t = useTranslations("keys");
  const lists = new Intl.ListFormat(useLocale());
  const [pressed, setPressed] = useState<{ keys: string; at: number } | null>(null);
  const label = t(`action.${action}`);
  const keys = pressed?.keys ?? "";
  const owners = keys === "" ? [] : ownersOf(keymap, keys, action);
  const names = owners.map((owner) => `“${t(`action.${owner}`)}”`);
  const [first] = owners;

  const problem = problemOf();
  function problemOf(): string | null {
    if (keys === "") return null;
    if (isReserved(keys)) return t("record.reserved", { keys });
    if (actions[action].context === "writing" && !/^(?:Ctrl|Alt)\+/.test(keys)) return t("record.typing");
    return keymap[action].includes(keys) ? t("record.same", { action: label }) : null;
  }
  const save = () => {
    if (keys === "" || problem !== null) return;
    onClose();
    onSave(keys);
  };

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("record.title", { action: label })}
      closeLabel={t("record.cancel")}
      actions={
        <>
          <Button onClick={onClose}>{t("record.cancel")}</Button>
          <Button look="primary" disabled={keys === "" || problem !== null} onClick={save}>
            {first === undefined
              ? t("record.save")
              : owners.length === 1
                ? t("record.take", { action: t(`action.${first}`) })
                : t("record.takeMany", { count: owners.length })}
          </Button>
        </>
      }
    >
      {/* It takes keys as a field does, whatever they are; Tab, Enter and Escape stay those of the dialog. */}
      <div
        ref={focusOn}
        role="application"
        tabIndex={0}
        aria-label={t("record.press")}
        onKeyDown={(event) => {
          const name = event.nativeEvent.isComposing ? null : keyName(event.nativeEvent);
          if (name === null || /^(?:Shift\+)?Tab$|^Esc$/.test(name) || event.repeat) return;
          event.preventDefault();
          event.stopPropagation();
          if (name === "Enter" && keys !== "") return save();
          setPressed((before) => addPress(before, { name, at: performance.now() }));
        }}
        className="grid min-h-24 place-items-center rounded-2 border border-strong bg-sunken p-4 text-center outline-none focus:border-accent focus:outline-2 focus:outline-accent-soft"
      >
        {keys === "" ? (
          <span className="text-13 text-muted">{t("record.press")}</span>
        ) : (
          <span className="[&_kbd]:min-w-8 [&_kbd]:px-2 [&_kbd]:py-1 [&_kbd]:text-16">
            <Kbd keys={keys} />
          </span>
        )}
      </div>
      <p role="status" className="mt-3 min-h-5 text-13">
        <span className="sr-only">{keys} </span>
        {problem === null ? (
          names.length > 0 ? (
            <span className="text-text">
              {t("record.taken", { actions: lists.format(names), count: names.length })}
            </span>
          ) : null
        ) : (
          <span className="text-danger">{problem}</span>
        )}
      </p>
    </Dialog>
  );
}
