import { type PageSetup, pageOf, readPage } from "@carbyne/office/model";
import { useEffect, useState } from "react";
import type { Doc } from "yjs";
import { useAdoptedCss } from "../adopt-css.ts";
import { pageCss } from "./page-css.ts";

/** How the text is put on paper, kept true to what others choose, and the rules for it as long as the document is open. */
export function usePage(doc: Doc): PageSetup {
  const [setup, setSetup] = useState(() => readPage(doc));
  useEffect(() => {
    const read = () => setSetup(readPage(doc));
    read();
    const map = pageOf(doc);
    map.observe(read);
    return () => map.unobserve(read);
  }, [doc]);
  useAdoptedCss(pageCss(setup));
  usePaperLight();
  return setup;
}

/** Paper is white, whatever the screen is. */
function usePaperLight(): void {
  useEffect(() => {
    const root = document.documentElement;
    let before: string | undefined;
    const onBefore = () => {
      before = root.dataset["theme"];
      root.dataset["theme"] = "light";
    };
    const onAfter = () => {
      if (before !== undefined) root.dataset["theme"] = before;
    };
    window.addEventListener("beforeprint", onBefore);
    window.addEventListener("afterprint", onAfter);
    return () => {
      window.removeEventListener("beforeprint", onBefore);
      window.removeEventListener("afterprint", onAfter);
    };
  }, []);
}
