import { Refusal, type RefusalKind } from "@carbyne/kernel";
import { ConversionFailed } from "@carbyne/office/convert";
import type { Preview } from "../../previews/index.ts";

type Failure = Extract<Preview, { status: "failed" }>["reason"] | "too-large" | "waiting";

const refusals: Readonly<Record<Failure, readonly [RefusalKind, string]>> = {
  broken: ["invalid", "convert-broken"],
  unknown: ["invalid", "convert-format"],
  protected: ["invalid", "convert-protected"],
  "too-large": ["too-large", "convert-large"],
  "too-long": ["too-large", "convert-large"],
  "no-page": ["invalid", "convert-broken"],
  unavailable: ["busy", "convert-busy"],
  waiting: ["busy", "convert-busy"],
};

/** Why a file of that name could not be converted. */
export function conversionRefusal(reason: Failure, name: string): Refusal {
  const [kind, words] = refusals[reason];
  return new Refusal(kind, words, { name });
}

/** Says of a file that could not be read why; anything else is a fault of ours. */
export function refuseConversion(error: unknown, name: string): never {
  throw error instanceof ConversionFailed ? conversionRefusal(error.fault, name) : error;
}
