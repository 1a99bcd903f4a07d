/** The stretch of a content that a request asks for: the whole of it with null, or none that there is. RFC 9110 §14.2. */
export type Asked = { readonly from: number; readonly to: number } | "whole" | "nowhere";

/** Reads one range of bytes (RFC 9110 §14.1.2). Several at once, other units and what is not well formed are answered with the whole, as §14.2 allows. */
export function readRange(header: string | undefined, sizeBytes: number): Asked {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? "");
  if (!match) return "whole";
  const [, first = "", last = ""] = match;
  if (first === "" && last === "") return "whole";
  if (first === "") {
    const length = Number(last);
    return length === 0 || sizeBytes === 0 ? "nowhere" : { from: Math.max(0, sizeBytes - length), to: sizeBytes };
  }
  const from = Number(first);
  const to = last === "" ? Number.POSITIVE_INFINITY : Number(last) + 1;
  if (to <= from) return "whole";
  return from >= sizeBytes ? "nowhere" : { from, to: Math.min(to, sizeBytes) };
}
