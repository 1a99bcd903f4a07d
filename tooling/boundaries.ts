/** Who may import whom of our own packages: the one table, which docs/architecture.md shows. A new edge changes it in the same commit. */
export type Rule = {
  readonly may: readonly string[];
  /** In tests also these. `testing` is never needed by the product itself. */
  readonly inTests?: readonly string[];
  /** Of these only types: they leave nothing behind in the program that runs. */
  readonly typesOnly?: readonly string[];
  /** Of these only the named part. */
  readonly only?: Readonly<Record<string, string>>;
};

const formats = ["mime", "sieve", "mailbox-files"];

export const boundaries: Readonly<Record<string, Rule>> = {
  "packages/kernel": { may: [] },
  "packages/schemas": { may: [] },
  "packages/ui": { may: [] },
  "packages/mime": { may: ["kernel"] },
  "packages/query": { may: [] },
  "packages/extract": { may: ["kernel", "mime"] },
  "packages/sandbox": { may: ["kernel"] },
  "packages/preview": { may: ["kernel", "sandbox"] },
  // Header fields, addresses, dates and bodies are read by the one reader of messages.
  "packages/sieve": { may: ["kernel", "mime"] },
  // Flags and dates are in the messages' own headers, which the one reader of messages reads.
  "packages/mailbox-files": { may: ["kernel", "mime"] },
  "packages/imap": { may: ["kernel", "mime"] },
  "packages/smtp": { may: ["kernel", "mime"] },
  "packages/pop3": { may: ["kernel", "mime"] },
  "packages/dav": { may: ["kernel"] },
  "packages/collab": { may: ["kernel"] },
  "packages/office": { may: ["kernel"] },
  "packages/recording": { may: ["kernel", "sandbox"] },
  "packages/sfu": { may: ["kernel", "recording"] },
  "packages/db": { may: ["kernel"], inTests: ["testing"] },
  // What is stored lies in tables too: its tests need a database that is migrated.
  "packages/blobs": { may: ["kernel"], inTests: ["testing", "db"] },
  "packages/bus": { may: ["kernel"], inTests: ["testing"] },
  // Of schemas the rule by which pages and pushes tell alike; shapes are the doors' business.
  "packages/domain": {
    may: ["kernel", "schemas", ...formats, "query", "office", "preview", "recording", "db", "blobs", "bus"],
    inTests: ["testing"],
    only: { schemas: "@carbyne/schemas/telling", recording: "@carbyne/recording/vtt" },
  },
  "packages/api": { may: ["kernel", "schemas", "domain"], inTests: ["testing"] },
  // It builds a whole context, which holds blobs and bus.
  "packages/testing": { may: ["kernel", "db", "domain", "blobs", "bus"] },
  "apps/server": {
    may: [
      "kernel",
      "schemas",
      ...formats,
      "extract",
      "sandbox",
      "preview",
      "imap",
      "smtp",
      "pop3",
      "dav",
      "collab",
      "sfu",
      "recording",
      "office",
      "db",
      "blobs",
      "bus",
      "domain",
      "api",
    ],
    inTests: ["testing"],
  },
  "apps/web": {
    may: ["ui", "schemas", "query", "office", "sfu", "kernel", "api"],
    typesOnly: ["api"],
    only: { kernel: "@carbyne/kernel/refusal", office: "@carbyne/office/model", sfu: "@carbyne/sfu/messages" },
  },
  // They meet the product at its doors; what they import plays the stranger on the other side.
  e2e: { may: ["kernel", "smtp"] },
  // The peer of the documents has a database as ours is, and the texts are made by what makes them.
  // What forwards, and what records, is measured as it is, behind a socket of the bench's own.
  bench: {
    may: ["kernel", "db", "office", "recording", "sfu"],
    only: { office: "@carbyne/office/model" },
  },
  fixtures: { may: ["mime"] },
  tooling: { may: ["db"], inTests: ["testing"] },
};

/** The layers of bytes: they know neither our tables nor our API nor the environment. */
export const protocolPackages = [
  "packages/mime",
  "packages/sieve",
  "packages/imap",
  "packages/smtp",
  "packages/pop3",
  "packages/dav",
  "packages/collab",
  "packages/office",
  "packages/recording",
];
export const strangeToProtocols = /^(?:@prisma\/|prisma$|pg$|@trpc\/|zod$|@carbyne\/(?:schemas|db|domain|api))/;

/** Files that read the environment: each program's own start, and tools. */
export const readsEnvironment = [
  /^apps\/[^/]+\/(?:cli\/)?(?:env|main)\.ts$/,
  /^apps\/server\/cli\/carbyne\.mjs$/,
  /^(?:tooling|bench|e2e)\//,
  /^packages\/testing\//,
  /^prisma\.config\.ts$/,
  /\.(?:test|fixture)\.ts$/,
];

/**
 * Features of the domain that may import each other both ways, with the reason. A pair here is a debt: it means that a third feature waits for a
 * name.
 */
export const knownCycles: readonly { readonly features: readonly string[]; readonly reason: string }[] = [];
