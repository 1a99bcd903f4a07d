import { newId } from "@carbyne/kernel";
import { composeMessage } from "@carbyne/mime";
import { accessOwnAccount, type OwnAccount } from "../access/index.ts";
import type { Context } from "../context.ts";
import { deliverMessage } from "../mail/index.ts";
import { addNotice, type NewNotice } from "../notices/index.ts";
import { resolveSettings } from "../settings/index.ts";
import { checkPassword, openSession } from "../sign-in/index.ts";
import { fill, wordsOf } from "../words/index.ts";
import { type Browser, type Meeting, meetBrowser } from "./known-device.ts";
import { readUserAgent } from "./user-agent.ts";

export type BrowserGiven = {
  readonly address: string;
  readonly password: string;
  readonly ip: string;
  readonly userAgent: string;
  /** What the browser was given at an earlier sign-in to be known again. */
  readonly device: string | null;
};

/**
 * Signs a person in with a browser. Answers the secret of the session and one that the browser is known by later; a browser that this account was
 * never used with is told of by a mail.
 */
export async function signInBrowser(ctx: Context, given: BrowserGiven): Promise<{ session: string; device: string }> {
  const { address, password, ip, userAgent } = given;
  const accountId = await checkPassword(ctx, { address, password, ip, via: "web", userAgent });
  const session = await openSession(ctx, accountId, { ip, userAgent });
  const browser = { ip, userAgent, secret: given.device };
  const meeting = await meetBrowser(ctx, accountId, browser);
  if (meeting.row) await tell(ctx, accountId, { browser, row: meeting.row });
  return { session, device: meeting.secret };
}

/** Writes down that the browser is known, and in the same step the mail. */
async function tell(
  ctx: Context,
  accountId: string,
  { browser, row }: { browser: Browser; row: NonNullable<Meeting["row"]> },
): Promise<void> {
  const account = await accessOwnAccount(ctx, { kind: "user", accountId });
  const isWanted = (await resolveSettings(ctx, accountId))["signIn.tellNewDevice"].value === true;
  const insert = {
    text: `INSERT INTO "KnownDevice" ("id", "accountId", "hash", "likeness", "lastSeenAt") VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
    values: [row.id, accountId, row.hash, row.likeness, ctx.clock.now()],
  };
  if (!isWanted) {
    await ctx.db.pool.query(insert);
    return;
  }
  await deliverMessage(ctx, {
    spaceIds: [account.spaceId],
    raw: await letter(ctx, account, browser),
    verdict: "local",
    within: async (client) => {
      await client.query(insert);
      await addNotice(client, noticeOf(account, browser), ctx.clock.now());
    },
  });
}

function noticeOf({ spaceId }: OwnAccount, { ip, userAgent }: Browser): NewNotice {
  const { browser, system } = readUserAgent(userAgent);
  const params = { browser: browser ?? "", system: system ?? "", ip };
  return { spaceId, kind: "new-browser", params, link: "/settings/devices" };
}

/** The mail about a browser that is new, in the language of its reader. RFC 3834 §5: nobody's absence answers it. */
async function letter(ctx: Context, account: OwnAccount, { ip, userAgent }: Browser): Promise<Buffer> {
  const words = wordsOf(account.locale);
  const { browser, system } = readUserAgent(userAgent);
  const device = fill(browser && system ? words.deviceName : words.deviceUnknown, {
    browser: browser ?? "",
    system: system ?? "",
  });
  const date = ctx.clock.now().toLocaleString(account.locale, {
    timeZone: account.zone,
    dateStyle: "full",
    timeStyle: "short",
  });
  const domain = account.address.slice(account.address.lastIndexOf("@") + 1);
  const values = { address: account.address, device, date, ip };
  return composeMessage({
    from: { name: "Carbyne", address: `postmaster@${domain}` },
    to: [{ name: account.name, address: account.address }],
    subject: fill(words.newDeviceSubject, values),
    text: `${[words.newDeviceText, words.newDeviceWhat, words.newDeviceHow].map((text) => fill(text, values)).join("\n\n")}\n`,
    date: ctx.clock.now(),
    messageId: `<${newId()}@${domain}>`,
    headers: [["Auto-Submitted", "auto-generated"]],
  });
}
