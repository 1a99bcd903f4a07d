import { appPasswords, type Context, mail, signIn } from "@carbyne/domain";
import type { Actor } from "@carbyne/kernel";
import type { Backend } from "@carbyne/pop3";

/** The inbox as POP3 sees it. A message's id is that of its place: the same message copied in again is another one. */
export function pop3Backend(ctx: Context): Backend {
  return {
    async authenticate({ user, password, remoteAddress }) {
      const given = { address: user, password, ip: remoteAddress, via: "pop3" } as const;
      const signedIn = await appPasswords.signInProgram(ctx, given);
      const { accountId } = signedIn;
      const actor: Actor = { kind: "user", accountId };
      const inbox = (await mail.listFolders(ctx, actor)).find((folder) => folder.role === "inbox");
      if (!inbox) throw new Error(`account ${accountId} has no inbox`);
      const { id, uidValidity } = inbox;
      const uidOf = (name: string) => Number(name.slice(name.indexOf(".") + 1));
      return {
        onEnd: (end) => signIn.watchProof(ctx, signedIn, end),
        async list() {
          const { entries } = await mail.openFolder(ctx, actor, { id });
          const listed: { id: string; sizeBytes: number }[] = [];
          const uids = entries.map((entry) => entry.uid);
          for await (const rows of mail.fetchMessages(ctx, actor, { id, uids, needs: {} }))
            listed.push(...rows.map(({ uid, sizeBytes }) => ({ id: `${uidValidity}.${uid}`, sizeBytes })));
          return listed;
        },
        async retrieve(name) {
          const needs = { raw: true };
          for await (const [row] of mail.fetchMessages(ctx, actor, { id, uids: [uidOf(name)], needs }))
            return row?.raw ?? null;
          return null;
        },
        async remove(names) {
          await mail.removeMessages(ctx, actor, { id, uids: names.map(uidOf) });
        },
      };
    },
  };
}
