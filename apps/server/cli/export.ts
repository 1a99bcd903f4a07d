import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { audit, longWork, transfers } from "@carbyne/domain";
import { piecesOf } from "@carbyne/mailbox-files";
import type { Actor } from "@carbyne/kernel";
import { type Cli, type Command, textOption, UsageError } from "./command.ts";

const restMs = 500;

/** Writes all mail of an account, and what belongs to the account, into an archive that an import brings back exactly. */
export function exportMail(accountOf: (cli: Cli) => Promise<{ accountId: string; actor: Actor }>): Command {
  return {
    usage: "--account NAME@DOMAIN --to FILE.zip [--format eml|mbox]",
    summary:
      "Writes all mail of an account into an archive, with folders, flags, tags, filters, signatures, templates and settings.",
    async run(cli) {
      const to = textOption(cli, "to");
      if (!to) throw new UsageError("say where to write it with --to FILE.zip");
      const format = textOption(cli, "format") ?? "eml";
      if (format !== "eml" && format !== "mbox") throw new UsageError("--format is eml or mbox");
      const { accountId, actor } = await accountOf(cli);
      const { ctx } = cli;
      const { id } = await transfers.startExport(ctx, actor, { scope: { kind: "all" }, format, withAccount: true });
      try {
        const sizeBytes = await write(cli, { actor, id, to });
        const data = { to, sizeBytes };
        await audit.recordAudit(ctx, cli.actor, {
          action: "mail.export",
          objectKind: "account",
          objectId: accountId,
          data,
        });
        cli.print(data, [`${to}: ${sizeBytes} bytes.`]);
      } finally {
        await transfers.removeTransfer(ctx, actor, { id });
      }
    },
  };
}

/** Does the work itself, or waits while a server that runs does it. */
async function write(cli: Cli, { actor, id, to }: { actor: Actor; id: string; to: string }): Promise<number> {
  const { ctx } = cli;
  for (;;) {
    const hasWorked = await longWork.runWork(ctx, { "mail-export": transfers.exportStep });
    const now = (await transfers.listTransfers(ctx, actor)).find((one) => one.id === id);
    if (now?.state === "ended") break;
    if (now?.state !== "running") throw new Error("the archive could not be written");
    cli.progress(`${now.done} of ${now.total} messages`);
    if (!hasWorked) await new Promise((resolve) => setTimeout(resolve, restMs));
  }
  const { file } = await transfers.openExport(ctx, actor, { id });
  try {
    await pipeline(piecesOf(file), createWriteStream(to, { mode: 0o600 }));
    return file.sizeBytes;
  } finally {
    await file.close();
  }
}
