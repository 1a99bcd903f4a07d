import { useTranslations } from "next-intl";
import type { Notice } from "./api.ts";

/** What a notice says: a heading and a sentence. */
export function useNoticeWords(): (notice: Pick<Notice, "kind" | "params">) => { title: string; text: string } {
  const t = useTranslations("notices.kind");
  return ({ kind, params }) => {
    if (kind === "new-browser" && (params["browser"] === "" || params["system"] === ""))
      return { title: t("new-browser.title"), text: t("new-browser.unknown", params) };
    return { title: t(`${kind}.title`), text: t(`${kind}.text`, params) };
  };
}
