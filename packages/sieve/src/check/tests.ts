import { addressParts, type Definition, indexing, matching } from "./definition.ts";

/** Every test, with what it takes. */
export const tests: Readonly<Record<string, Definition>> = {
  true: {},
  false: {},
  not: { tests: "one" },
  allof: { tests: "many" },
  anyof: { tests: "many" },
  address: { tags: { ...matching, ...addressParts, ...indexing }, args: ["strings", "strings"] },
  envelope: { extension: "envelope", tags: { ...matching, ...addressParts }, args: ["strings", "strings"] },
  header: { tags: { ...matching, ...indexing }, args: ["strings", "strings"] },
  exists: { args: ["strings"] },
  size: { tags: { over: { group: "size" }, under: { group: "size" } }, args: ["number"] },
  body: {
    extension: "body",
    tags: {
      ...matching,
      raw: { group: "body" },
      text: { group: "body" },
      content: { group: "body", value: "strings" },
    },
    args: ["strings"],
  },
  string: { extension: "variables", tags: matching, args: ["strings", "strings"] },
  date: {
    extension: "date",
    tags: {
      ...matching,
      ...indexing,
      zone: { group: "zone", value: "string" },
      originalzone: { group: "zone" },
    },
    args: ["string", "string", "strings"],
  },
  currentdate: { extension: "date", tags: { ...matching, zone: { value: "string" } }, args: ["string", "strings"] },
  hasflag: { extension: "imap4flags", tags: matching, args: ["strings", "strings"], optional: "first" },
  mailboxexists: { extension: "mailbox", args: ["strings"] },
  specialuse_exists: { extension: "special-use", args: ["string", "strings"], optional: "first" },
  environment: { extension: "environment", tags: matching, args: ["string", "strings"] },
  duplicate: {
    extension: "duplicate",
    tags: {
      handle: { value: "string" },
      header: { value: "string", group: "id" },
      uniqueid: { value: "string", group: "id" },
      seconds: { value: "number" },
      last: {},
    },
  },
  ihave: { extension: "ihave", args: ["strings"] },
  attachment: { extension: "vnd.carbyne.attachment" },
};
