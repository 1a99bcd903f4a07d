import { Button, IconButton, Input } from "@carbyne/ui";
import { clsx } from "clsx";
import { RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Action } from "../../client/keys/actions.ts";
import { SettingGroup } from "../settings/setting-row.tsx";
import { findActions } from "./find-actions.ts";
import { KeyChips } from "./key-chips.tsx";
import { RecordDialog } from "./record-dialog.tsx";
import { type OwnKeysVerbs, useOwnKeys } from "./use-own-keys.ts";

/** Every action with its keys, which can be changed by pressing others. */
export function ActionKeys() {
  const t = useTranslations("keys");
  const keys = useOwnKeys();
  const [text, setText] = useState("");
  const [recorded, setRecorded] = useState<Action | null>(null);
  const groups = findActions(keys.keymap, { text, labelOf: (action) => t(`action.${action}`) });
  return (
    <section>
      <h2 className="text-14 font-semibold">{t("own.title")}</h2>
      <p className="mt-0.5 mb-3 text-13 text-muted">{t("own.hint")}</p>
      <div className="mb-4 flex items-center gap-2 max-md:flex-col max-md:items-stretch">
        <Input
          type="search"
          aria-label={t("own.search")}
          placeholder={t("own.search")}
          value={text}
          maxLength={100}
          onChange={(event) => setText(event.target.value)}
        />
        <Button disabled={Object.keys(keys.own).length === 0} onClick={keys.resetAll}>
          <RotateCcw aria-hidden="true" />
          {t("own.resetAll")}
        </Button>
      </div>
      {groups.length === 0 ? (
        <p role="status" className="py-6 text-center text-13 text-muted">
          {t("own.none")}
        </p>
      ) : null}
      {groups.map(({ context, found }) => (
        <SettingGroup key={context} title={t(`context.${context}`)}>
          <ul>
            {found.map((action) => (
              <ActionRow key={action} action={action} keys={keys} onRecord={() => setRecorded(action)} />
            ))}
          </ul>
        </SettingGroup>
      ))}
      {recorded === null ? null : (
        <RecordDialog
          action={recorded}
          keymap={keys.keymap}
          onSave={(pressed) => keys.give(recorded, pressed)}
          onClose={() => setRecorded(null)}
        />
      )}
    </section>
  );
}

function ActionRow({ action, keys, onRecord }: { action: Action; keys: OwnKeysVerbs; onRecord: () => void }) {
  const t = useTranslations("keys");
  const label = t(`action.${action}`);
  const isOwn = keys.own[action] !== undefined;
  return (
    <li className="flex min-h-11 items-center gap-3 border-b ps-4 pe-2 py-1 last:border-b-0 max-md:flex-wrap">
      <span className="min-w-0 flex-1 text-14 max-md:min-w-36">
        {label}
        {isOwn ? <span className="ms-2 text-12 text-accent-ink">{t("own.changed")}</span> : null}
      </span>
      <KeyChips
        label={label}
        keys={keys.keymap[action]}
        onRemove={(pressed) => keys.take(action, pressed)}
        onAdd={onRecord}
      />
      <span className={clsx("size-8 max-md:size-11", !isOwn && "max-md:hidden")}>
        {isOwn ? (
          <IconButton
            label={t("own.reset", { action: label, preset: t(`preset.${keys.preset}`) })}
            onClick={() => keys.reset(action)}
          >
            <RotateCcw aria-hidden="true" />
          </IconButton>
        ) : null}
      </span>
    </li>
  );
}
