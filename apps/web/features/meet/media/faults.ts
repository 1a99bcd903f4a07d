/** Why a microphone or a camera is not there. */
export type MediaFault = "denied" | "missing" | "busy" | "unsupported";

/** What a browser refused with, as far as there is something to do about it. MediaCapture §10.2. */
export function faultOf(error: unknown): MediaFault {
  const name = error instanceof Error ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "missing";
  return name === "TypeError" ? "unsupported" : "busy";
}
