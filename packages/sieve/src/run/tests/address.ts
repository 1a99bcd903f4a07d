import { scanAddresses } from "@carbyne/mime";
import type { Call } from "../../check/plan.ts";
import { matchesAny } from "../matching.ts";
import type { Run } from "../run.ts";
import { indexed } from "./header.ts";

/** `address`, RFC 5228 §5.1. */
export function address(run: Run, call: Call): boolean {
  const [names, keys] = call.args;
  const fields = run.texts(names).flatMap((name) => indexed(run, call, run.headers.fields(name)));
  const values = fields.flatMap(({ written }) => {
    run.spend(written.length);
    // An empty field holds one address, the empty one: no part of it can be asked for.
    if (written.trim() === "") return partOf(run, call, { local: "", domain: "" });
    return scanAddresses(written).flatMap((entry) => (entry.kind === "mailbox" ? partOf(run, call, entry) : []));
  });
  return matchesAny(run, call, { values, keys: run.texts(keys) });
}

/** `envelope`, RFC 5228 §5.4. */
export function envelope(run: Run, call: Call): boolean {
  const [parts, keys] = call.args;
  const values = run.texts(parts).flatMap((part) => {
    const key = part.toLowerCase();
    if (key !== "from" && key !== "to") return [];
    const path = run.message.envelope[key];
    // The null reverse path is the empty text, whichever part is asked for.
    if (path === "") return [""];
    const at = path.lastIndexOf("@");
    return partOf(run, call, { local: at < 0 ? path : path.slice(0, at), domain: at < 0 ? "" : path.slice(at + 1) });
  });
  return matchesAny(run, call, { values, keys: run.texts(keys) });
}

/** The part of an address that is asked for, RFC 5228 §2.7.4 and RFC 5233 §4; nothing for a detail that is not there. */
function partOf(run: Run, { tags }: Call, { local, domain }: { local: string; domain: string }): string[] {
  const whole = domain === "" ? local : `${local}@${domain}`;
  // What is no address has no parts, but can be asked for as it is. RFC 5228 §2.7.4.
  if (local === "" || domain === "") return parts.some((part) => tags.has(part)) ? [] : [whole];
  if (tags.has("localpart")) return [local];
  if (tags.has("domain")) return [domain];
  const separator = run.options.detailSeparator ?? "+";
  const at = separator === "" ? -1 : local.indexOf(separator);
  if (tags.has("user")) return [at < 0 ? local : local.slice(0, at)];
  if (tags.has("detail")) return at < 0 ? [] : [local.slice(at + separator.length)];
  return [whole];
}
const parts = ["localpart", "domain", "user", "detail"];
