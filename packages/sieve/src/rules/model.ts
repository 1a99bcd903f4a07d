/** A rule as the visual editor shows it. The order of rules is that of the script. */
export interface Rule {
  readonly name: string;
  /** What somebody wrote about it in comments, line by line. */
  readonly notes?: readonly string[] | undefined;
  readonly isEnabled: boolean;
  /** Whether all conditions have to hold or one is enough. */
  readonly match: "all" | "any";
  /** None: the rule is for every message. */
  readonly conditions: readonly Condition[];
  readonly actions: readonly RuleAction[];
}

export type TextField = "from" | "to" | "cc" | "to-or-cc" | "subject" | "list" | "header" | "body";
export type TextComparison = "contains" | "is" | "matches" | "regex" | "exists";

export type Condition =
  | {
      readonly field: TextField;
      /** Name of the field when `field` is `header`, else "". */
      readonly header: string;
      /** `matches` is a pattern with `*` and `?`. A body can contain, match or fit a regular expression. */
      readonly comparison: TextComparison;
      /** One of these is enough; none for `exists`. */
      readonly values: readonly string[];
      readonly isNegated: boolean;
    }
  | {
      readonly field: "size";
      readonly comparison: "over" | "under";
      readonly bytes: number;
      readonly isNegated: boolean;
    }
  | {
      /** The day of the Date field in the owner's time zone. */
      readonly field: "date";
      readonly comparison: "before" | "after" | "on";
      /** `2026-11-25`. */
      readonly day: string;
      readonly isNegated: boolean;
    }
  /** The message has attachments, as the paper clip of a list shows it. */
  | { readonly field: "attachment"; readonly isNegated: boolean };

export type RuleAction =
  | { readonly kind: "keep" | "mark-read" | "star" | "mark-important" | "discard" | "trash" | "stop" }
  /** `copy` files a copy and leaves the message on its way. */
  | { readonly kind: "move" | "copy"; readonly mailbox: string }
  | { readonly kind: "tag"; readonly keyword: string }
  | { readonly kind: "redirect"; readonly address: string; readonly keepsCopy: boolean }
  | { readonly kind: "reject"; readonly reason: string };
