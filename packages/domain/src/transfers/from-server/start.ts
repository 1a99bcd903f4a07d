import { type Actor, newId, Refusal } from "@carbyne/kernel";
import { accessMailbox, accessOwnAccount } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { startWork } from "../../long-work/index.ts";
import { type MailLogin, type MailSource, SourceFault, type SourceFolder } from "../../outside/index.ts";
import { keptMs } from "../transfer.ts";
import { keepSecret } from "./secret.ts";

/** A choice of an account's folders, and what is needed to read them. */
export type FromServer = {
  readonly transferId: string;
  readonly login: Omit<MailLogin, "password">;
  /** See `keepSecret`. */
  readonly secret: string;
  readonly folders: readonly SourceFolder[];
  readonly mailboxId: string | null;
};

const mostFolders = 5000;
const mostRunning = 3;

const refusals = {
  "sign-in": ["invalid", "source-sign-in"],
  refused: ["invalid", "source-refused"],
  unreachable: ["busy", "source-unreachable"],
} as const;

async function open(ctx: Context, login: MailLogin): Promise<MailSource> {
  try {
    return await ctx.outside.openMail(login);
  } catch (error) {
    if (!(error instanceof SourceFault)) throw error;
    const [kind, reason] = refusals[error.reason];
    throw new Refusal(kind, reason, { host: login.host });
  }
}

/** The folders of an account on another server. Nothing of what is asked with is kept. */
export async function listSourceFolders(ctx: Context, actor: Actor, login: MailLogin): Promise<SourceFolder[]> {
  await accessOwnAccount(ctx, actor);
  const source = await open(ctx, login);
  try {
    return (await source.listFolders()).slice(0, mostFolders);
  } finally {
    await source.close();
  }
}

/** Begins to bring folders of another account over; the password is kept, sealed, until that has ended. */
export async function startFromServer(
  ctx: Context,
  actor: Actor,
  { login, paths, mailboxId }: { login: MailLogin; paths: readonly string[]; mailboxId: string | null },
): Promise<{ id: string }> {
  const { id: accountId, spaceId } = await accessOwnAccount(ctx, actor);
  const mailbox = mailboxId === null ? null : await accessMailbox(ctx, actor, mailboxId, "insert");
  if (mailbox && mailbox.spaceId !== spaceId) throw new Refusal("invalid", "mailbox-other-space");
  const wanted = new Set(paths);
  const folders = (await listSourceFolders(ctx, actor, login)).filter(({ path }) => wanted.has(path));
  if (folders.length === 0) throw new Refusal("not-found", "mailbox-unknown");
  const id = newId();
  const now = ctx.clock.now();
  const { password, ...rest } = login;
  const input: FromServer = {
    transferId: id,
    login: rest,
    secret: await keepSecret(ctx, id, password),
    folders,
    mailboxId,
  };
  const total = folders.reduce((sum, { messages }) => sum + messages, 0);
  const result = JSON.stringify({ messages: total });
  await startWork(ctx, {
    spaceId,
    kind: "import-server",
    input,
    total,
    within: async (client, { id: workId, modseq }) => {
      const { rows } = await client.query<{ n: number }>(
        `SELECT count(*)::int AS "n" FROM "Transfer" WHERE "spaceId" = $1 AND "kind" = 'account' AND "state" = 'running'`,
        [spaceId],
      );
      if ((rows[0]?.n ?? 0) >= mostRunning) throw new Refusal("too-many", "transfer-too-many", { max: mostRunning });
      await client.query(
        `INSERT INTO "Transfer" ("id", "spaceId", "accountId", "kind", "state", "name", "workId", "result", "modseq", "createdAt", "expiresAt")
         VALUES ($1, $2, $3, 'account', 'running', $4, $5, $6, $7, $8, $9)`,
        [id, spaceId, accountId, nameOf(login), workId, result, modseq, now, new Date(now.getTime() + keptMs)],
      );
    },
  });
  return { id };
}

function nameOf({ user, host }: MailLogin): string {
  return (user.includes("@") ? user : `${user} · ${host}`).slice(0, 200);
}
