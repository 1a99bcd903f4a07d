import { Button } from "@carbyne/ui";
import { Download, FileQuestion, RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { Unshown } from "./unshown.ts";
import type { Viewed } from "./viewed.ts";

function wordFor(error: unknown): "unplayable" | "unshown" | "unreachable" {
  if (!(error instanceof Unshown)) return "unreachable";
  return error.reason === "unplayable" ? "unplayable" : "unshown";
}

/** That a file is not shown, why, and what can be done all the same. */
export function CannotShow({ file, error, onRetry }: { file: Viewed; error: unknown; onRetry?: () => void }) {
  const t = useTranslations("preview");
  const tReasons = useTranslations("errors.reasons");
  const { reason, params } = error instanceof Unshown ? error : { reason: "", params: {} };
  // What is refused for what is in it is not handed over in another way either.
  const isRefused = file.refused !== undefined || reason.startsWith("content-");
  const isKnown = reason !== "" && tReasons.has(reason as "preview-unknown");
  return (
    <div role="status" className="m-auto flex max-w-[40ch] flex-col items-center gap-4 p-6 text-center">
      <span className="text-faint [&_svg]:size-10 [&_svg]:stroke-[1.25]">
        <FileQuestion aria-hidden="true" />
      </span>
      <p className="text-14 text-muted">
        {isKnown ? tReasons(reason as "preview-unknown", params) : t(wordFor(error))}
      </p>
      <span className="flex flex-wrap justify-center gap-2">
        {wordFor(error) === "unreachable" && onRetry ? (
          <Button onClick={onRetry}>
            <RotateCw aria-hidden="true" />
            {t("retry")}
          </Button>
        ) : null}
        {file.downloadHref === null || isRefused ? null : (
          <Button look="primary" asChild>
            <a href={file.downloadHref} download={file.name}>
              <Download aria-hidden="true" />
              {t("download")}
            </a>
          </Button>
        )}
      </span>
    </div>
  );
}
