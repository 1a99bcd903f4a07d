import { showToast } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { isFilterWork, useWorkWords } from "./work-list.tsx";
import { useWorks, useWorkVerbs } from "./works-api.ts";

/** Says when work has ended that was seen running, wherever the person is by then. */
export function WorkWatch() {
  const tMail = useTranslations("mail");
  const { data } = useWorks();
  const words = useWorkWords();
  const { undo } = useWorkVerbs();
  const running = useRef(new Set<string>());
  useEffect(() => {
    for (const work of (data ?? []).filter(isFilterWork)) {
      if (work.state === "waiting") running.current.add(work.id);
      else if (running.current.delete(work.id) && work.state !== "cancelled")
        showToast({
          text: words(work),
          ...(work.canUndo ? { action: { label: tMail("undo"), run: () => undo.mutate(work.id) } } : {}),
        });
    }
  }, [data, words, tMail, undo]);
  return null;
}
