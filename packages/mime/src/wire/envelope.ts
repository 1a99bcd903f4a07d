import { type AddressEntry, scanAddresses } from "../address.ts";
import type { Part } from "../part.ts";
import { wireString } from "./string.ts";

/**
 * ENVELOPE of a message, RFC 9051 §7.5.2. Encoded-words stay as they are; raw 8-bit octets become UTF-8 (wireString says
 * why).
 */
export function envelopeWire(part: Part): Buffer {
  return Buffer.from(envelope(part), "latin1");
}

export function envelope(part: Part): string {
  const from = addressList(first(part, "from"));
  // A missing or empty Sender or Reply-To is filled from From by the server, RFC 9051 §7.5.2.
  const orFrom = (key: string): string => {
    const list = addressList(first(part, key));
    return list === "NIL" ? from : list;
  };
  const fields = [
    wireString(part.unfolded("date")),
    wireString(part.unfolded("subject")),
    from,
    orFrom("sender"),
    orFrom("reply-to"),
    addressList(part.all("to")),
    addressList(part.all("cc")),
    addressList(part.all("bcc")),
    wireString(part.unfolded("in-reply-to")),
    wireString(part.unfolded("message-id")),
  ];
  return `(${fields.join(" ")})`;
}

/** Originator fields may occur once, RFC 5322 §3.6: only the first counts. Repeated recipient fields are joined. */
function first(part: Part, key: string): string[] {
  const value = part.unfolded(key);
  return value === null ? [] : [value];
}

function addressList(values: string[]): string {
  let list = "";
  for (const value of values) for (const entry of scanAddresses(value)) list += address(entry);
  return list === "" ? "NIL" : `(${list})`;
}

function address(entry: AddressEntry): string {
  if (entry.kind === "group-start") return `(NIL NIL ${wireString(entry.name)} NIL)`;
  if (entry.kind === "group-end") return "(NIL NIL NIL NIL)";
  // A NIL host would mean a group, so an address without a domain has an empty one.
  const { name, route, local, domain } = entry;
  return `(${wireString(name || null)} ${wireString(route || null)} ${wireString(local)} ${wireString(domain)})`;
}
