"use client";

import { Button, Menu } from "@carbyne/ui";
import { clsx } from "clsx";
import { Mails } from "lucide-react";
import { useTranslations } from "next-intl";
import { usePathname } from "next/navigation";
import { useSyncExternalStore } from "react";
import { createPortal } from "react-dom";
import { lazyLayer } from "../../../client/lazy-layer.tsx";
import { closeComposer, showComposer, useComposers } from "./composer-store.ts";
import { useRecovered } from "./saving/recover.ts";
import { composeWindowPath } from "./window/window-place.ts";

// The editor is the largest part of the client and is not needed to read mail.
const Composer = lazyLayer(() => import("./composer.tsx").then((module) => module.Composer), {
  cancel: ({ composer }) => closeComposer(composer.id),
  isHolding: ({ composer }) => composer.view !== "minimised",
});

/** An open card with the gaps around it, and the least that a folded one needs. */
const openPx = 620;
const foldedPx = 124;

/** The messages that are being written, over every module. Once behind the sign-in. */
export function ComposerDock() {
  const isWindow = usePathname().startsWith(composeWindowPath);
  return isWindow ? null : <Dock />;
}

function Dock() {
  const t = useTranslations("composer");
  const composers = useComposers();
  const windowPx = useWindowWidth();
  useRecovered();
  if (composers.length === 0) return null;
  const folded = composers.filter((composer) => composer.view === "minimised");
  const isOpen = folded.length < composers.length;
  const places = Math.max(1, Math.floor((windowPx - (isOpen ? openPx : 0)) / foldedPx));
  // The newest stay; those that find no place wait in a menu, one place is the menu's own.
  const waiting = folded.length > places ? folded.slice(0, folded.length - places + 1) : [];
  return createPortal(
    <div className="pointer-events-none fixed end-6 bottom-0 z-[15] flex max-w-[calc(100vw-48px)] flex-row-reverse items-end gap-3 max-md:inset-x-3 max-md:bottom-[60px] max-md:max-w-none max-md:flex-col max-md:items-stretch max-md:gap-1">
      {composers.map((composer) => (
        // Hidden, not taken away: what is written in it stays as it is.
        <div key={composer.id} className={clsx(waiting.includes(composer) ? "hidden" : "contents")}>
          <Composer composer={composer} />
        </div>
      ))}
      {waiting.length > 0 ? (
        <Menu
          side="top"
          trigger={
            <Button className="pointer-events-auto order-2 h-11! rounded-b-[0px] shadow-modal max-md:rounded-b-1">
              <Mails aria-hidden="true" />
              {t("moreDrafts", { count: waiting.length })}
            </Button>
          }
          entries={waiting.map((composer, at) => ({
            label: `${at + 1}. ${t(`title.${composer.start.kind}`)}`,
            onSelect: () => showComposer(composer.id, "docked"),
          }))}
        />
      ) : null}
    </div>,
    document.body,
  );
}

function useWindowWidth(): number {
  return useSyncExternalStore(
    (changed) => {
      window.addEventListener("resize", changed);
      return () => window.removeEventListener("resize", changed);
    },
    () => window.innerWidth,
    () => 1440,
  );
}
