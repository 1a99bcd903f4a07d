import { IconButton } from "@carbyne/ui";
import { ExternalLink, Maximize2, Minimize2, Minus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ComposerView } from "./composer-store.ts";

export interface CardBarProps {
  title: string;
  busyText: string | undefined;
  view: ComposerView | "window";
  isFolded: boolean;
  onView: (view: ComposerView) => void;
  onClose: () => void;
  onPopOut: (() => void) | undefined;
}

/** The title of a composer and how much room it takes. */
export function CardBar({ title, busyText, view, isFolded, onView, onClose, onPopOut }: CardBarProps) {
  const t = useTranslations("composer");
  const isWindow = view === "window";
  return (
    <div className="flex h-11 shrink-0 items-center gap-1 ps-4 pe-1.5 max-md:h-14 max-md:border-b">
      {isFolded && busyText === undefined ? (
        <button type="button" onClick={() => onView("docked")} className="h-full min-w-0 flex-1 text-start">
          <Title text={title} />
        </button>
      ) : (
        <span className="min-w-0 flex-1" aria-live="polite">
          <Title text={busyText ?? title} isHeading={isWindow} />
        </span>
      )}
      {busyText === undefined ? (
        <>
          {isWindow ? null : (
            <IconButton
              label={isFolded ? t("unfold") : t("minimise")}
              size="small"
              side="top"
              onClick={() => onView(isFolded ? "docked" : "minimised")}
              className="max-md:hidden"
            >
              {isFolded ? <Maximize2 aria-hidden="true" /> : <Minus aria-hidden="true" />}
            </IconButton>
          )}
          {isFolded || isWindow ? null : (
            <>
              <IconButton
                label={view === "full" ? t("dock") : t("full")}
                size="small"
                side="top"
                onClick={() => onView(view === "full" ? "docked" : "full")}
                className="max-md:hidden"
              >
                {view === "full" ? <Minimize2 aria-hidden="true" /> : <Maximize2 aria-hidden="true" />}
              </IconButton>
              {onPopOut ? (
                <IconButton label={t("popOut")} size="small" side="top" onClick={onPopOut} className="max-md:hidden">
                  <ExternalLink aria-hidden="true" className="rtl:-scale-x-100" />
                </IconButton>
              ) : null}
            </>
          )}
          <IconButton label={t("close")} keys="Esc" side="top" onClick={onClose} className="md:size-[30px]">
            <X aria-hidden="true" />
          </IconButton>
        </>
      ) : null}
    </div>
  );
}

function Title({ text, isHeading = false }: { text: string; isHeading?: boolean }) {
  const Tag = isHeading ? "h1" : "span";
  return <Tag className="block truncate text-13 font-semibold max-md:text-16">{text}</Tag>;
}
