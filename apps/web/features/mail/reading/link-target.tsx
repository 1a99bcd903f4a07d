import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { createPortal } from "react-dom";
import type { Deceit } from "./message-body.tsx";

/** Where a link really goes, at the foot of the window while it is pointed at, when its text says something else. */
export function LinkTarget({ deceit }: { deceit: Deceit | null }) {
  const t = useTranslations("message");
  if (deceit === null) return null;
  return createPortal(
    <p
      role="status"
      className="pointer-events-none fixed end-4 bottom-4 z-20 flex max-w-full items-center gap-2 rounded-1 bg-toast px-3 py-2 text-13 text-on-toast shadow-floating max-md:start-4 [&>svg]:size-4 [&>svg]:shrink-0"
    >
      <TriangleAlert aria-hidden="true" />
      <span className="min-w-0 wrap-anywhere">
        {t.rich("goes", {
          shows: deceit.shows,
          goes: deceit.goes,
          strong: (text) => <strong className="font-semibold">{text}</strong>,
        })}
      </span>
    </p>,
    document.body,
  );
}
