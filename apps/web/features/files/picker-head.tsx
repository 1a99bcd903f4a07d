import { IconButton } from "@carbyne/ui";
import { CornerLeftUp, House } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Folder } from "./api.ts";

interface PickerHeadProps {
  /** Where one is; without it there is no way up. */
  folder: Folder | null | undefined;
  name: string;
  onGo: (id: string | null) => void;
}

/** The folder that a dialog shows, with the way to the one above. */
export function PickerHead({ folder, name, onGo }: PickerHeadProps) {
  const t = useTranslations("files.picker");
  // Above a team folder, and above what was shared, is one's home.
  const parent = folder?.path.at(-1) ?? (folder && !folder.isHome ? { id: null } : undefined);
  return (
    <div className="flex items-center gap-2 border-b pb-2 text-14 font-medium">
      {parent ? (
        <IconButton label={t("up")} onClick={() => onGo(folder?.isOwn && folder.path.length === 1 ? null : parent.id)}>
          <CornerLeftUp aria-hidden="true" />
        </IconButton>
      ) : (
        <House size={18} className="m-1.5 text-muted" aria-hidden="true" />
      )}
      <span dir="auto" className="truncate" aria-live="polite">
        {name}
      </span>
    </div>
  );
}
