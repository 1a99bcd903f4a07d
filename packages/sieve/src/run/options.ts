import type { Limits } from "../limits.ts";
import type { DuplicateMark } from "./outcome.ts";

/** What a run asks of the world around it. Questions that are not answered here are answered with no. */
export interface RunOptions {
  readonly now: Date;
  /** The owner's time zone, as `Europe/Zagreb` or `+0100`; UTC when not given. */
  readonly zone?: string;
  /** Whether a folder is there and the owner may put mail into it. */
  mailboxExists?(name: string): boolean | Promise<boolean>;
  /** Whether a folder has a special use, such as `\Junk`; any folder when none is named. */
  specialUseExists?(use: string, mailbox: string | null): boolean | Promise<boolean>;
  /** Whether this id was remembered before and its time is not over. Remembering it is for later: see Outcome. */
  isDuplicate?(mark: DuplicateMark): boolean | Promise<boolean>;
  /** Items of RFC 5183, such as `domain` or `phase`. */
  readonly environment?: Readonly<Record<string, string>>;
  /** What separates the detail of an address, `+` when not given. RFC 5233 §4. */
  readonly detailSeparator?: string;
  /** Header fields that `deleteheader` leaves alone beside Received and Auto-Submitted, in lower case. RFC 5293 §4. */
  readonly protectedHeaders?: readonly string[];
  readonly vacation?: {
    /** Before the subject of the message that is answered; "Auto: " when not given. */
    readonly subjectPrefix?: string;
    /** Bounds of a script's `:days` and `:seconds`; a day to 30 days when not given, 7 days without either. */
    readonly minSeconds?: number;
    readonly maxSeconds?: number;
    readonly defaultSeconds?: number;
  };
  readonly limits?: Partial<Limits>;
}
