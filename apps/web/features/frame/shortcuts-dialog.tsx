import { Button, Dialog, Input } from "@carbyne/ui";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useKeymap } from "../../client/keys/keymap-store.ts";
import { findActions } from "../keys/find-actions.ts";
import { useSettings } from "../settings/api.ts";
import { ShortcutsSheet } from "./shortcuts-sheet.tsx";

/** The sheet of keys over what one is at. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("frame");
  const tKeys = useTranslations("keys");
  const router = useRouter();
  const keymap = useKeymap();
  const isOff = useSettings().settings.keyPreset === "off";
  const [text, setText] = useState("");
  const groups = findActions(keymap, { text, labelOf: (action) => tKeys(`action.${action}`) })
    .map(({ context, found }) => ({ context, found: found.filter((action) => keymap[action].length > 0) }))
    .filter(({ found }) => found.length > 0);
  const change = () => {
    onClose();
    router.push("/settings/keys");
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("shortcuts.title")}
      {...(isOff ? { description: tKeys("sheet.off") } : {})}
      closeLabel={t("close")}
      width="wide"
      actions={<Button onClick={change}>{tKeys("sheet.change")}</Button>}
    >
      <Input
        autoFocus
        type="search"
        aria-label={tKeys("sheet.search")}
        placeholder={tKeys("sheet.search")}
        value={text}
        maxLength={100}
        onChange={(event) => setText(event.target.value)}
        className="mb-4"
      />
      <ShortcutsSheet groups={groups} keymap={keymap} />
      {groups.length === 0 ? (
        <p role="status" className="py-6 text-center text-13 text-muted">
          {tKeys("sheet.none")}
        </p>
      ) : null}
    </Dialog>
  );
}
