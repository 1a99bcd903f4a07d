import { useTranslations } from "next-intl";
import { Comments } from "../comments/comments.tsx";

/** What people say about a file, beside it as it is shown; over it where there is no room. */
export function ViewerComments({ nodeId }: { nodeId: string }) {
  const t = useTranslations("preview");
  return (
    <aside
      aria-label={t("comments")}
      className="w-80 shrink-0 overflow-y-auto border-s bg-bg p-4 max-md:absolute max-md:inset-0 max-md:z-20 max-md:w-full max-md:border-s-0"
    >
      <h2 className="mb-2 text-14 font-semibold">{t("comments")}</h2>
      <Comments nodeId={nodeId} />
    </aside>
  );
}
