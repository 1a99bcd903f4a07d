import { Kbd } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import type { Action, KeyContext } from "../../client/keys/actions.ts";
import type { Keymap } from "../../client/keys/keymap.ts";

export interface ShortcutsSheetProps {
  groups: readonly { context: KeyContext; found: readonly Action[] }[];
  keymap: Keymap;
}

/** The keys in force, by where they mean something. */
export function ShortcutsSheet({ groups, keymap }: ShortcutsSheetProps) {
  const t = useTranslations("keys");
  return (
    <div className="columns-2 gap-8 max-md:columns-1">
      {groups.map(({ context, found }) => (
        <section key={context} className="mb-5">
          <h3 className="mb-1 break-after-avoid text-12 font-semibold text-faint">{t(`context.${context}`)}</h3>
          <dl>
            {found.map((action) => (
              <div
                key={action}
                className="flex min-h-8 break-inside-avoid items-center justify-between gap-4 border-b py-1 text-13"
              >
                <dt>{t(`action.${action}`)}</dt>
                <dd className="flex shrink-0 items-center gap-2">
                  <span className="sr-only">{keymap[action].join(", ")}</span>
                  {keymap[action].map((keys) => (
                    <Kbd key={keys} keys={keys} />
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
