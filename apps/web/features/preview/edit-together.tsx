import { IconButton } from "@carbyne/ui";
import { FilePen } from "lucide-react";
import { useTranslations } from "next-intl";
import { isWrittenInPlace } from "../docs/office/kinds.ts";
import { useOffice } from "../docs/office/use-office.ts";
import type { Viewed } from "./viewed.ts";

/** Opens an office file to be written; one of a message is kept in Files first. A version that is not the present one is only looked at. */
export function EditTogether({ file }: { file: Viewed }) {
  const t = useTranslations("files.verb");
  const office = useOffice();
  const { source, name } = file;
  if (!isWrittenInPlace({ name, mime: file.type }) || file.refused || source === null) return null;
  if ("nodeId" in source && source.versionId !== undefined) return null;
  const open = () =>
    "nodeId" in source ? office.edit({ id: source.nodeId, name }) : office.editAttached({ ...source, name });
  return (
    <IconButton label={t("editTogether")} onClick={() => void open()}>
      <FilePen aria-hidden="true" />
    </IconButton>
  );
}
