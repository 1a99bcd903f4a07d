import { parseAddresses } from "@carbyne/mime";
import type { Outcome, Problem } from "@carbyne/sieve";
import type { MailboxRole } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import type { Answer } from "../out-of-office/answer.ts";
import { answer } from "./away.ts";
import { evaluate, hashOf } from "./evaluate.ts";
import { parsed } from "./parsed.ts";
import { type Form, formsOf, placesOf } from "./places-of.ts";
import { type Failure, keepIn, type Plan } from "./plan.ts";
import type { Planning } from "./plan-message.ts";
import { allowedRedirects } from "./redirect.ts";

type Scripted = Planning & { readonly script: string; readonly role: MailboxRole };

/** What a script wants done with a message. Whatever goes wrong, the message is kept and the owner is told (RFC 5228 §2.10.6). */
export async function planByScript(ctx: Context, scripted: Scripted): Promise<Plan> {
  const { owner, incoming, raw, recipient, role } = scripted;
  const { script, problems } = parsed(scripted.script);
  if (!script) return keepIn(role, problems.slice(0, 1).map(failureOf));
  try {
    const { spaceId, locale, zone } = owner;
    const envelope = { from: incoming.reversePath, to: recipient };
    const root = incoming.part;
    const outcome = await evaluate(ctx, { spaceId, locale, zone, script, raw, root, envelope, isAgain: false });
    const [problem] = outcome.problems;
    if (problem) return keepIn(role, [failureOf(problem)]);
    return await planOf(ctx, scripted, outcome);
  } catch (error) {
    // A database that is away is away for the delivery too; anything else must not keep mail out for ever.
    ctx.log.error({ err: error, scriptId: owner.scriptId }, "a filter broke");
    return keepIn(role, [{ code: "internal", params: {} }]);
  }
}

/** A problem as it is stored beside the script. */
export function failureOf({ code, params, line }: Problem): Failure {
  return { code, params, line };
}

async function planOf(ctx: Context, scripted: Scripted, { actions, duplicates }: Outcome): Promise<Plan> {
  const { incoming, raw, role } = scripted;
  const refused = actions.find((action) => action.kind === "reject");
  if (refused) {
    // Nobody could be told: it would be lost for its sender and for its reader.
    if (incoming.reversePath === "") return keepIn(role, [{ code: "reject-unheard", params: {} }]);
    return { ...keepIn(role), places: [], rejection: { kind: refused.how, reason: refused.reason } };
  }
  const form = formsOf(raw);
  const { redirects, failures } = await redirectsOf(ctx, scripted, { actions, form });
  const places = placesOf(actions, { kind: "role", role }, form);
  // A redirect takes the message away from here (RFC 5228 §4.2), but only when it happens.
  const isStranded = places.length === 0 && failures.length > 0;
  const now = ctx.clock.now().getTime();
  return {
    places: isStranded ? keepIn(role).places : places,
    redirects,
    answers: await answersOf(ctx, scripted, actions),
    rejection: null,
    seen: duplicates.map((mark) => ({ idHash: hashOf(mark), expiresAt: new Date(now + mark.seconds * 1000) })),
    failures,
  };
}

async function redirectsOf(
  ctx: Context,
  { owner, incoming }: Scripted,
  { actions, form }: { actions: Outcome["actions"]; form: Form },
): Promise<{ redirects: Plan["redirects"]; failures: Failure[] }> {
  const wanted = actions.filter((action) => action.kind === "redirect");
  const { part, summary, verdict } = incoming;
  const author = summary.from[0]?.address ?? null;
  const addresses = wanted.map(({ address }) => address);
  const { addresses: allowed, failures } = await allowedRedirects(ctx, { ...owner, part, author, verdict }, addresses);
  const redirects = wanted.filter(({ address }) => allowed.includes(address));
  return { redirects: redirects.map(({ address, edits }) => ({ address, edited: form(edits) })), failures };
}

async function answersOf(ctx: Context, { owner, incoming }: Scripted, actions: Outcome["actions"]): Promise<Answer[]> {
  const vacation = actions.find((action) => action.kind === "vacation");
  if (!vacation || !owner.isActive) return [];
  const { handle, seconds, subject, reason, mime, addresses } = vacation;
  const from = vacation.from === null ? undefined : parseAddresses(vacation.from)[0];
  const text = { handle: `vacation ${handle}`, seconds, subject, from };
  return answer(ctx, owner, incoming, { ...text, ...(mime ? { entity: reason } : { text: reason }) }, addresses);
}
