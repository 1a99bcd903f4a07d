import type { AclBackend } from "../backend.ts";
import { readRights, writtenRights } from "../rights.ts";
import type { Session } from "../session.ts";
import { BadSyntax, ok } from "../types.ts";
import type { Arguments } from "../wire/arguments.ts";
import { mailboxName, textString } from "../wire/encoder.ts";
import { type Command, signedIn } from "./command.ts";

/** A server whose backend has no rights to give does not know these commands, as it does not offer ACL. */
function aclOf(session: Session): AclBackend {
  if (!session.user.acl) throw new BadSyntax("unknown command");
  return session.user.acl;
}

function aclCommand(run: (acl: AclBackend, session: Session, args: Arguments) => Promise<string>): Command {
  return {
    states: signedIn,
    async run(session, args) {
      const acl = aclOf(session);
      args.space();
      return ok(await run(acl, session, args));
    },
  };
}

/** SETACL, RFC 4314 §3.1. */
export const setAcl = aclCommand(async (acl, _session, args) => {
  const name = args.mailbox();
  args.space();
  const identifier = args.astring();
  args.space();
  const change = readRights(args.astring());
  args.end();
  await acl.set(name, identifier, change);
  return "rights set";
});

/** DELETEACL, RFC 4314 §3.2. */
export const deleteAcl = aclCommand(async (acl, _session, args) => {
  const name = args.mailbox();
  args.space();
  const identifier = args.astring();
  args.end();
  await acl.set(name, identifier, { mode: "replace", rights: "" });
  return "rights deleted";
});

/** GETACL, RFC 4314 §3.3. */
export const getAcl = aclCommand(async (acl, session, args) => {
  const name = args.mailbox();
  args.end();
  const entries = await acl.get(name);
  const written = entries.map(({ identifier, rights }) => ` ${textString(identifier)} ${writtenRights(rights)}`);
  session.out.write(`* ACL ${mailboxName(name, session.isUtf8)}${written.join("")}\r\n`);
  return "these may";
});

/** LISTRIGHTS, RFC 4314 §3.4. */
export const listRights = aclCommand(async (acl, session, args) => {
  const name = args.mailbox();
  args.space();
  const identifier = args.astring();
  args.end();
  const { required, optional } = await acl.listRights(name, identifier);
  const groups = [required === "" ? '""' : required, ...optional].join(" ");
  session.out.write(`* LISTRIGHTS ${mailboxName(name, session.isUtf8)} ${textString(identifier)} ${groups}\r\n`);
  return "these can be given";
});

/** MYRIGHTS, RFC 4314 §3.5. */
export const myRights = aclCommand(async (acl, session, args) => {
  const name = args.mailbox();
  args.end();
  const rights = writtenRights(await acl.mine(name));
  session.out.write(`* MYRIGHTS ${mailboxName(name, session.isUtf8)} ${rights === "" ? '""' : rights}\r\n`);
  return "that is all";
});
