import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { Problem } from "./types.ts";

const longest = 80;

/** What is wrong in a script, in the person's language. */
export function useProblemWords(): (problem: Pick<Problem, "code" | "params" | "message">) => string {
  const t = useTranslations("sieve");
  return useCallback(
    ({ code, params, message }) => {
      const key = code as "script-too-long";
      if (!t.has(key)) return message;
      // Words that a person wrote are quoted back only as far as a line has room.
      const short = Object.entries(params).map(([name, value]) => [
        name,
        typeof value === "string" && value.length > longest ? `${value.slice(0, longest - 1)}…` : value,
      ]);
      return t(key, Object.fromEntries(short) as Parameters<typeof t>[1]);
    },
    [t],
  );
}
