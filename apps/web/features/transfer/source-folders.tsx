import { useFormatter, useTranslations } from "next-intl";
import type { SourceFolder } from "./api.ts";
import { Check } from "./export-form.tsx";

export interface SourceFoldersProps {
  folders: readonly SourceFolder[];
  chosen: ReadonlySet<string>;
  onChange: (paths: ReadonlySet<string>) => void;
}

/** The folders of the other account, to choose from. */
export function SourceFolders({ folders, chosen, onChange }: SourceFoldersProps) {
  const t = useTranslations("transfer.server");
  const format = useFormatter();
  return (
    <fieldset className="max-h-80 overflow-y-auto rounded-1 border bg-bg px-3 py-2">
      <legend className="sr-only">{t("folders")}</legend>
      {folders.map(({ path, levels, isView, messages }) => (
        <div key={path} className="flex items-center gap-3 py-1">
          <div className="min-w-0 flex-1">
            <Check
              label={levels.join(" / ")}
              checked={chosen.has(path)}
              onChange={(checked) =>
                onChange(new Set(checked ? [...chosen, path] : [...chosen].filter((other) => other !== path)))
              }
            />
          </div>
          {isView ? <span className="text-12 text-faint">{t("view")}</span> : null}
          <span className="text-13 text-muted tabular-nums">{format.number(messages)}</span>
        </div>
      ))}
    </fieldset>
  );
}
