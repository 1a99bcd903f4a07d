import type { Session } from "./session.ts";

const basic = ["IMAP4rev1", "IMAP4rev2", "LITERAL+", "SASL-IR", "ID", "ENABLE"];

/** Extensions that a client can use once it is signed in. */
const extensions =
  "IDLE NAMESPACE CHILDREN UNSELECT UIDPLUS MOVE MULTIAPPEND BINARY WITHIN ESEARCH SEARCHRES " +
  "LIST-EXTENDED LIST-STATUS SPECIAL-USE CREATE-SPECIAL-USE STATUS=SIZE OBJECTID SAVEDATE UTF8=ACCEPT CONDSTORE QRESYNC";

/** What is offered now, RFC 9051 §7.2.2. */
export function capabilities(session: Session): string {
  if (session.userId !== null) {
    // RFC 4314 §2.1: which rights stand for what `c` and `d` once did.
    const acl = session.user.acl ? ["ACL", "RIGHTS=kxte"] : [];
    const quota = session.user.quota ? ["QUOTA", "QUOTA=RES-STORAGE"] : [];
    return [...basic, extensions, ...acl, ...quota, `APPENDLIMIT=${session.limits.messageBytes}`].join(" ");
  }
  const list = [...basic];
  if (!session.isSecure && session.options.tls) list.push("STARTTLS");
  if (mayAuthenticate(session)) list.push("AUTH=PLAIN", "AUTH=LOGIN");
  else list.push("LOGINDISABLED");
  return list.join(" ");
}

/** Passwords go over TLS unless the operator says otherwise. */
export function mayAuthenticate(session: Session): boolean {
  return session.isSecure || session.options.allowsPlaintext === true;
}
