import { Kbd } from "@carbyne/ui";
import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import { useId } from "react";
import type { Action } from "../../client/keys/actions.ts";
import { presets, tables } from "../../client/keys/presets.ts";
import { useOwnKeys } from "./use-own-keys.ts";

/** What shows at a glance whose keys they are. */
const shown: readonly Action[] = ["mail.compose", "mail.archive", "mail.trash", "list.next"];

/** Which table of keys holds. */
export function PresetChoice() {
  const t = useTranslations("keys.preset");
  const name = useId();
  const { preset, choose } = useOwnKeys();
  return (
    <fieldset className="mb-8">
      <legend className="mb-2 text-14 font-semibold">{t("title")}</legend>
      <div className="overflow-hidden rounded-2 border bg-surface">
        {presets.map((one) => (
          <label
            key={one}
            className={clsx(
              "flex min-h-14 cursor-pointer items-center gap-3 border-b px-4 py-2.5 transition-colors last:border-b-0 hover:bg-hover has-[:focus-visible]:outline-2 has-[:focus-visible]:-outline-offset-2 has-[:focus-visible]:outline-focus",
              one === preset && "bg-accent-soft hover:bg-accent-soft",
            )}
          >
            <input
              type="radio"
              name={name}
              checked={one === preset}
              onChange={() => choose(one)}
              aria-describedby={`${name}-${one}`}
              className="size-4 shrink-0 accent-accent outline-none"
            />
            <span className="min-w-0 flex-1">
              <span className="block text-14 font-medium">{t(one)}</span>
              <span id={`${name}-${one}`} className="block text-13 text-muted">
                {t(`${one}Hint`)}
              </span>
            </span>
            <span className="flex gap-1 max-md:hidden">
              {shown.map((action) => {
                const [keys] = tables[one][action] ?? [];
                return keys === undefined ? null : <Kbd key={action} keys={keys} />;
              })}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
