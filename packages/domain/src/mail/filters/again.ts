import type { Script } from "@carbyne/sieve";
import type { Context } from "../../context.ts";
import { evaluate } from "./evaluate.ts";
import { failureOf } from "./plan-by-script.ts";
import { placesOf } from "./places-of.ts";
import type { Failure, PlannedPlace } from "./plan.ts";

/** A message that lies in a mailbox. */
export type Lying = { readonly messageId: string; readonly mailboxId: string };

export type Again = {
  /** None when the script throws the message away. */
  readonly places: readonly PlannedPlace[];
  /** The script does something of its own with the message, and does not just leave it. */
  readonly isMatch: boolean;
  readonly kinds: readonly string[];
  readonly failure: Failure | null;
};

/** What a script would do with a message that is there. Nothing leaves: mail that was taken in long ago is not passed on, refused or answered. */
export async function planAgain(
  ctx: Context,
  owner: { spaceId: string; locale: string; zone: string; address: string },
  { script, raw, mailboxId, envelope = envelopeOf(owner, raw) }: Input,
): Promise<Again> {
  const { spaceId, locale, zone } = owner;
  const outcome = await evaluate(ctx, { spaceId, locale, zone, script, raw, envelope, isAgain: true });
  const here = { kind: "mailbox", id: mailboxId } as const;
  const [problem] = outcome.problems;
  const stays = [{ target: here, flags: 0, keywords: [], edited: null }];
  if (problem) return { places: stays, isMatch: false, kinds: [], failure: failureOf(problem) };
  const { actions } = outcome;
  const isDiscarded = actions.every(({ kind }) => kind === "discard");
  const places = placesOf(actions, here, () => null);
  return {
    places: places.length === 0 && !isDiscarded ? stays : places,
    isMatch: actions.some((action) => !(action.kind === "keep" && action.isImplicit && action.flags.length === 0)),
    kinds: actions.map(({ kind }) => kind),
    failure: null,
  };
}

type Input = {
  readonly script: Script;
  readonly raw: Buffer;
  readonly mailboxId: string;
  /** As the message itself says it when missing. */
  readonly envelope?: { readonly from: string; readonly to: string };
};

function envelopeOf({ address }: { address: string }, raw: Buffer): { from: string; to: string } {
  return { from: reversePathOf(raw), to: address };
}

/** The reverse path as the server that took the message in wrote it down, RFC 5321 §4.4. */
function reversePathOf(raw: Buffer): string {
  const head = raw.subarray(0, 2000).toString("latin1");
  return /^return-path:[ \t]*<([^<>\r\n]*)>/im.exec(head)?.[1] ?? "";
}
