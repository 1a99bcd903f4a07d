import { TRPCClientError } from "@trpc/client";
import { useTranslations } from "next-intl";
import { useCallback } from "react";

export interface ErrorWords {
  text: string;
  hint: string;
}

interface Refused {
  kind: string;
  reason: string;
  params: Record<string, string | number>;
}

/** What the server refused with, if it was a refusal. */
export function refusalOf(error: unknown): Refused | null {
  if (!(error instanceof TRPCClientError)) return null;
  const data: unknown = error.data;
  if (typeof data !== "object" || data === null || !("refusal" in data)) return null;
  const refusal = data.refusal;
  if (typeof refusal !== "object" || refusal === null || !("kind" in refusal)) return null;
  return {
    kind: String(refusal.kind),
    reason: "reason" in refusal ? String(refusal.reason) : "",
    params: "params" in refusal ? ((refusal.params ?? {}) as Refused["params"]) : {},
  };
}

/** True when no answer came at all: the network or the server is away. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof TRPCClientError && !error.data;
}

const kinds = [
  "unauthenticated",
  "forbidden",
  "not-found",
  "conflict",
  "invalid",
  "too-large",
  "over-quota",
  "too-many",
  "busy",
] as const;

/** Puts an error into words: what happened, what you can do. */
export function useWords(): (error: unknown) => ErrorWords {
  const t = useTranslations("errors");
  return useCallback(
    (error) => {
      const refusal = refusalOf(error);
      if (refusal === null)
        return isUnreachable(error)
          ? { text: t("unreachable.text"), hint: t("unreachable.hint") }
          : { text: t("internal.text"), hint: t("internal.hint") };
      const kind = kinds.find((known) => known === refusal.kind) ?? "busy";
      const reason = `reasons.${refusal.reason}` as "reasons.sign-in-failed";
      return {
        text: t.has(reason) ? t(reason, refusal.params) : t(`${kind}.text`),
        hint: t(`${kind}.hint`),
      };
    },
    [t],
  );
}
