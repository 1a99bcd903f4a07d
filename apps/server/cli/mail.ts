import { addresses, audit } from "@carbyne/domain";
import { type Actor, Refusal } from "@carbyne/kernel";
import { type Cli, type Command, textOption, UsageError } from "./command.ts";
import { exportMail } from "./export.ts";
import { importFromImap } from "./import/imap.ts";
import { readEmls, readMaildir } from "./import/maildir.ts";
import { type Read, readMailFile, readMbox } from "./import/files.ts";
import { importTarget } from "./import/target.ts";

const progressEvery = 500;

const importMail: Command = {
  usage:
    "--account NAME@DOMAIN (--file FILE | --mbox FILE [--folder NAME] | --maildir DIR | --eml FILE… | --imap URL --password-stdin [--self-signed])",
  summary:
    "Brings mail in with its folders, dates and flags; --file takes any file or archive with mail. May be stopped and repeated: what is there already is left out.",
  async run(cli) {
    const { accountId, actor } = await accountOf(cli);
    const target = importTarget(cli.ctx, actor);
    const url = textOption(cli, "imap");
    const counts = url
      ? await importFromImap(await sourceOf(cli, url), target, (line) => cli.progress(line))
      : await importFiles(cli, target);
    const data = { imported: counts.imported, skipped: counts.skipped };
    await audit.recordAudit(cli.ctx, cli.actor, {
      action: "mail.import",
      objectKind: "account",
      objectId: accountId,
      data,
    });
    cli.print(data, [`${counts.imported} imported, ${counts.skipped} there already.`]);
  },
};

async function accountOf(cli: Cli): Promise<{ accountId: string; actor: Actor }> {
  const address = textOption(cli, "account");
  if (!address) throw new UsageError("say whose mail it is with --account NAME@DOMAIN");
  const found = await addresses.findAddress(cli.ctx, address);
  if (!found?.accountId) throw new Refusal("not-found", "account-unknown", { address });
  return { accountId: found.accountId, actor: { kind: "user", accountId: found.accountId } };
}

async function sourceOf(cli: Cli, text: string) {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^imaps?:$/.test(url.protocol) || !url.username)
    throw new UsageError("--imap is imaps://USER@HOST[:PORT], with @ in USER written as %40");
  if (!cli.options["password-stdin"]) throw new UsageError("give the other account's password with --password-stdin");
  const password = (await cli.readInput()).replace(/\r?\n$/, "");
  const isImplicit = url.protocol === "imaps:";
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return {
    host,
    // Whoever runs commands on this machine may go anywhere.
    address: host,
    port: Number(url.port) || (isImplicit ? 993 : 143),
    security: isImplicit ? ("tls" as const) : ("as-offered" as const),
    // Such as that of the old machine in the next room.
    isVerified: !cli.options["self-signed"],
    user: decodeURIComponent(url.username),
    password,
  };
}

async function importFiles(cli: Cli, target: ReturnType<typeof importTarget>) {
  const counts = { imported: 0, skipped: 0 };
  for await (const { message, folder, role } of messagesOf(cli)) {
    if (await target.add(message, { folder, role })) counts.imported++;
    else counts.skipped++;
    const done = counts.imported + counts.skipped;
    if (done % progressEvery === 0) cli.progress(`${done} read, ${counts.imported} imported`);
  }
  return counts;
}

function messagesOf(cli: Cli): AsyncGenerator<Read> {
  const [file, mbox, maildir] = [textOption(cli, "file"), textOption(cli, "mbox"), textOption(cli, "maildir")];
  if (file) return readMailFile(file, (line) => cli.progress(line));
  if (mbox) return readMbox(mbox, [textOption(cli, "folder") ?? "INBOX"]);
  if (maildir) return readMaildir(maildir);
  if (cli.options["eml"] && cli.words.length > 0) return readEmls(cli.words);
  throw new UsageError("say what to import: --file FILE, --mbox FILE, --maildir DIR, --eml FILE… or --imap URL");
}

export const mailNoun: Readonly<Record<string, Command>> = { import: importMail, export: exportMail(accountOf) };
