import { type Definition, matching, type TagRule } from "./definition.ts";

const flags: Readonly<Record<string, TagRule>> = { flags: { extension: "imap4flags", value: "strings" } };
const copy: Readonly<Record<string, TagRule>> = { copy: { extension: "copy" } };
const flagCommand: Definition = { extension: "imap4flags", args: ["strings", "strings"], optional: "first" };

/** Every command, with what it takes. */
export const commands: Readonly<Record<string, Definition>> = {
  require: { args: ["strings"] },
  if: { tests: "one", hasBlock: true },
  elsif: { tests: "one", hasBlock: true },
  else: { hasBlock: true },
  stop: {},
  keep: { tags: flags },
  discard: {},
  redirect: { tags: copy, args: ["string"] },
  fileinto: {
    extension: "fileinto",
    tags: {
      ...copy,
      ...flags,
      create: { extension: "mailbox" },
      specialuse: { extension: "special-use", value: "string" },
    },
    args: ["string"],
  },
  reject: { extension: "reject", args: ["string"] },
  ereject: { extension: "ereject", args: ["string"] },
  vacation: {
    extension: "vacation",
    tags: {
      days: { value: "number", group: "period" },
      seconds: { value: "number", group: "period", extension: "vacation-seconds" },
      subject: { value: "string" },
      from: { value: "string" },
      addresses: { value: "strings" },
      handle: { value: "string" },
      mime: {},
    },
    args: ["string"],
  },
  set: {
    extension: "variables",
    tags: {
      lower: { group: "case" },
      upper: { group: "case" },
      lowerfirst: { group: "first" },
      upperfirst: { group: "first" },
      quotewildcard: { group: "quote" },
      quoteregex: { group: "quote", extension: "regex" },
      length: {},
    },
    args: ["string", "string"],
  },
  setflag: flagCommand,
  addflag: flagCommand,
  removeflag: flagCommand,
  addheader: { extension: "editheader", tags: { last: {} }, args: ["string", "string"] },
  deleteheader: {
    extension: "editheader",
    tags: { ...matching, index: { value: "number" }, last: { beside: "index" } },
    args: ["string", "strings"],
    optional: "last",
  },
  error: { extension: "ihave", args: ["string"] },
};
