import type { Problem } from "@carbyne/query";
import { useTranslations } from "next-intl";

/** Says which part of a search is not understood, and what it could be. */
export function useProblemWords(): (problem: Problem) => string {
  const t = useTranslations("search.problem");
  return ({ kind, name, value }) => t(kind, { text: `${name}:${value}` });
}
