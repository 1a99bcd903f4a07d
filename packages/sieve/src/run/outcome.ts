import type { Problem } from "../problem.ts";

/** What a script did to the header by `addheader` and `deleteheader`, RFC 5293, up to some action; applyHeaderEdits makes it so. */
export interface HeaderEdits {
  /** Fields that go, by their place in the message's header, counted from 0. */
  readonly removed: readonly number[];
  /** Fields that come before all others, the topmost first. */
  readonly first: readonly HeaderField[];
  /** Fields that come after all others. */
  readonly last: readonly HeaderField[];
}

export interface HeaderField {
  readonly name: string;
  /** Text; encoded and folded when it is written. */
  readonly value: string;
}

/** What is to be done with a message. Folders are named as the script does, texts have their variables filled in. */
export type Action =
  | {
      readonly kind: "keep";
      /** System flags as `\Seen`, keywords as written. */
      readonly flags: readonly string[];
      /** Nobody asked for it: no action took the message away. */
      readonly isImplicit: boolean;
      readonly edits: HeaderEdits | null;
    }
  | {
      readonly kind: "fileinto";
      readonly mailbox: string;
      readonly flags: readonly string[];
      /** `:copy`, RFC 3894: the message is kept too unless another action takes it away. */
      readonly copy: boolean;
      /** `:create`, RFC 5490: the folder is to be made when it is missing. */
      readonly create: boolean;
      /** Such as `\Junk`, RFC 8579: the folder of this use is meant, `mailbox` only when there is none. */
      readonly specialUse: string | null;
      readonly edits: HeaderEdits | null;
    }
  | { readonly kind: "redirect"; readonly address: string; readonly copy: boolean; readonly edits: HeaderEdits | null }
  | { readonly kind: "discard" }
  | { readonly kind: "reject"; readonly reason: string; readonly how: "reject" | "ereject" }
  | Vacation;

/** An automatic reply, RFC 5230. Whether the sender may get one, by RFC 3834 and by what was sent before, is the caller's to say. */
export interface Vacation {
  readonly kind: "vacation";
  /** Given, or made from "Auto: " and the message's own subject (§4.5). */
  readonly subject: string;
  /** An address, with a name perhaps; null for the owner's own. */
  readonly from: string | null;
  /** Further addresses of the owner: the message has to name one of these or the envelope's. */
  readonly addresses: readonly string[];
  /** What tells replies apart: the script's own or one made of the reply (§4.2). */
  readonly handle: string;
  /** How long the same sender gets no second reply; 0 for none but by RFC 6131. */
  readonly seconds: number;
  /** `reason` is a MIME entity with its own header, not text. */
  readonly mime: boolean;
  readonly reason: string;
}

/** An id that `duplicate` looked at, RFC 7352: to be remembered when the actions have been done. */
export interface DuplicateMark {
  readonly handle: string;
  readonly uniqueId: string;
  readonly seconds: number;
  /** Seen again, the time begins anew. */
  readonly last: boolean;
}

export interface Outcome {
  /** In the order of the script; never empty: a message that nothing takes away is kept. */
  readonly actions: readonly Action[];
  /** Ids to remember once the actions are done. */
  readonly duplicates: readonly DuplicateMark[];
  /** Why the script was stopped. Then the message is kept and nothing else is done, RFC 5228 §2.10.6. */
  readonly problems: readonly Problem[];
}
