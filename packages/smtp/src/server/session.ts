import type { SMTPServerAddress, SMTPServerEnvelope, SMTPServerSession } from "smtp-server";
import type { Envelope, Peer, Session } from "../backend.ts";
import { SmtpReply } from "./reply.ts";

/** Who is at the other end, from what the library knows. */
export function peerOf(session: SMTPServerSession): Peer {
  const { tlsOptions } = session;
  return {
    ip: session.remoteAddress,
    name: session.clientHostname || `[${session.remoteAddress}]`,
    helo: session.hostNameAppearsAs || "",
    tls: session.secure && tlsOptions ? { version: tlsOptions.version, cipher: tlsOptions.name } : null,
  };
}

/** The session for the backend. */
export function sessionOf<Principal>(session: SMTPServerSession): Session<Principal> {
  return {
    id: session.id,
    peer: peerOf(session),
    principal: (session.user as Principal | undefined) ?? null,
    protocol: protocolOf(session),
  };
}

/** RFC 3848, and for a message with UTF-8 RFC 6531 §4.3: ESMTPS is UTF8SMTPS. */
function protocolOf({ transmissionType, envelope }: SMTPServerSession): string {
  return envelope?.smtpUtf8 ? `UTF8${transmissionType.replace(/^E/, "")}` : transmissionType;
}

/** Parameters of MAIL that we know: RFC 1870, 6152, 6531, 3461, 4954 §5. */
const mailParameters = new Set(["SIZE", "BODY", "SMTPUTF8", "RET", "ENVID", "AUTH"]);
const recipientParameters = new Set(["NOTIFY", "ORCPT"]);

/** A parameter that we did not offer is refused and not ignored, RFC 5321 §4.1.1.11. */
export function refuseUnknownParameters(address: SMTPServerAddress, of: "mail" | "recipient"): void {
  const known = of === "mail" ? mailParameters : recipientParameters;
  const unknown = Object.keys(address.args || {}).find((name) => !known.has(name));
  if (unknown) throw new SmtpReply(555, `5.5.4 the parameter ${unknown.slice(0, 40)} is unknown`);
}

/** A UTF-8 address belongs to a message that says SMTPUTF8, or servers on its way may not take it, RFC 6531 §3.2. */
export function refuseStrayUtf8(address: string, isUtf8: boolean): void {
  if (!isUtf8 && /\P{ASCII}/u.test(address)) throw new SmtpReply(553, "5.6.7 this address needs SMTPUTF8");
}

/** The envelope for the backend. */
export function envelopeOf(envelope: SMTPServerEnvelope): Envelope {
  const { mailFrom, rcptTo, dsn } = envelope;
  return {
    reversePath: mailFrom ? mailFrom.address : "",
    recipients: rcptTo.map(({ address, dsn: wanted }) => ({
      address,
      ...(wanted?.notify ? { notify: wanted.notify } : {}),
      ...(wanted?.orcpt ? { originalRecipient: wanted.orcpt } : {}),
    })),
    isUtf8: envelope.smtpUtf8 ?? false,
    requiresTls: envelope.requireTLS ?? false,
    ...(dsn?.envid ? { envId: dsn.envid } : {}),
    ...(dsn?.ret === "FULL" || dsn?.ret === "HDRS" ? { ret: dsn.ret } : {}),
  };
}
