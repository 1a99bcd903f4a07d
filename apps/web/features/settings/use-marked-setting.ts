import { useTranslations } from "next-intl";
import { type RefObject, useEffect } from "react";
import { useAddress } from "../../client/place.ts";
import { findables } from "./settings-index.ts";
import { settingOf } from "./settings-place.ts";

/** Sections load in parts; what is looked for comes within this time or not at all. */
const waitMs = 5000;
const markedMs = 2400;

const named = "[data-setting], h2, legend, label, [id$='-label']";
const controls = "button, input, select, textarea, [role='switch'], [contenteditable='true']";

/** Scrolls to the setting that the address points at, marks it, and puts the focus on its control. */
export function useMarkedSetting(page: RefObject<HTMLElement | null>): void {
  const t = useTranslations();
  const wanted = settingOf(useAddress());
  useEffect(() => {
    const root = page.current;
    const key = findables.find(({ label }) => label === wanted)?.label;
    if (!root || key === undefined) return undefined;
    const label = t(key);
    let unmark: (() => void) | undefined;
    const look = () => {
      const words = [...root.querySelectorAll<HTMLElement>(named)].find((one) => one.textContent.trim() === label);
      const place = words?.closest<HTMLElement>("[data-setting-row], fieldset, section, form") ?? words?.parentElement;
      if (!place) return;
      stop();
      unmark = mark(place);
    };
    const observer = new MutationObserver(look);
    const timer = setTimeout(() => observer.disconnect(), waitMs);
    const stop = () => {
      clearTimeout(timer);
      observer.disconnect();
    };
    observer.observe(root, { childList: true, subtree: true });
    look();
    return () => {
      stop();
      unmark?.();
    };
  }, [page, wanted, t]);
}

function mark(place: HTMLElement): () => void {
  place.scrollIntoView({ block: "center" });
  place.querySelector<HTMLElement>(controls)?.focus({ preventScroll: true });
  place.classList.add("marked-setting");
  const timer = setTimeout(() => place.classList.remove("marked-setting"), markedMs);
  return () => {
    clearTimeout(timer);
    place.classList.remove("marked-setting");
  };
}
