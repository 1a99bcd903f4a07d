import { z } from "zod";

const Text = z.string().max(1_000_000);
const Name = z.string().max(500);
const File = z.object({
  /** What the HTML and the list of attachments call it. */
  id: Name,
  name: Name,
  type: Name,
  contentId: Name.optional(),
  base64: z.string(),
});
const Person = z.object({ name: Name, address: Name });
const Roles = z.enum(["inbox", "sent", "drafts", "archive", "trash", "junk", "scheduled", "snoozed"]);

/** What an archive of ours says besides its messages. All but the first part is there only when all of the account was asked for. */
export const AccountFile = z.object({
  carbyne: z.literal(1),
  address: Name,
  name: Name,
  folders: z
    .array(z.object({ path: z.string().max(5000), levels: z.array(Name).max(50), role: Roles.nullable() }))
    .max(100_000),
  tags: z.array(z.object({ name: Name, tint: z.number().int(), keyword: Name })).max(1000),
  settings: z.record(Name, z.union([z.string().max(1000), z.number(), z.boolean()])).optional(),
  scripts: z
    .array(z.object({ name: Name, text: Text, activeIncoming: z.boolean(), activeOutgoing: z.boolean() }))
    .max(100)
    .optional(),
  signatures: z
    .array(z.object({ name: Name, html: Text, files: z.array(File).max(50) }))
    .max(500)
    .optional(),
  identities: z
    .array(
      z.object({
        address: Name,
        name: Name.nullable(),
        replyTo: Name,
        newSignature: Name.nullable(),
        replySignature: Name.nullable(),
      }),
    )
    .max(500)
    .optional(),
  templates: z
    .array(
      z.object({
        name: Name,
        to: z.array(Person).max(1000),
        cc: z.array(Person).max(1000),
        bcc: z.array(Person).max(1000),
        subject: z.string().max(2000),
        html: z.string().max(5_000_000),
        files: z.array(File).max(200),
      }),
    )
    .max(1000)
    .optional(),
  searches: z
    .array(z.object({ name: Name, query: z.string().max(2000), tint: z.number().int() }))
    .max(500)
    .optional(),
  senders: z
    .array(z.object({ sender: Name, verdict: z.enum(["allowed", "blocked"]) }))
    .max(5000)
    .optional(),
});

export type AccountFile = z.infer<typeof AccountFile>;
export type AccountFileFile = z.infer<typeof File>;

/** Reads an account file; undefined when it is none, or of a version that is not known. */
export function readAccountFile(content: Buffer): AccountFile | undefined {
  try {
    return AccountFile.safeParse(JSON.parse(content.toString("utf8"))).data;
  } catch {
    return undefined;
  }
}
