import { showToast } from "@carbyne/ui";
import { useCallback } from "react";
import { useWords } from "../../client/words.ts";

/** Says in a toast why something could not be done. */
export function useTell(): (error: unknown) => void {
  const words = useWords();
  return useCallback(
    (error) => {
      const { text, hint } = words(error);
      showToast({ text: `${text} ${hint}` });
    },
    [words],
  );
}
