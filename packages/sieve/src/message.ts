import { type Part, parseMessage } from "@carbyne/mime";

/** A message and how it came, as a script looks at it. */
export interface SieveMessage {
  readonly raw: Buffer;
  /** Parsed when the first test asks for it. */
  readonly root: Part;
  /** Of the transaction that brought it; `from` is "" for the null reverse path. */
  readonly envelope: { readonly from: string; readonly to: string };
  /** Flags that it has already, when it lies in a folder. */
  readonly flags: readonly string[];
}

/** A message for runScript. `root` saves parsing where that was done before. */
export function sieveMessage(given: {
  raw: Buffer;
  envelope: SieveMessage["envelope"];
  root?: Part;
  flags?: readonly string[];
}): SieveMessage {
  let root = given.root;
  return {
    raw: given.raw,
    envelope: given.envelope,
    flags: given.flags ?? [],
    get root() {
      root ??= parseMessage(given.raw);
      return root;
    },
  };
}
