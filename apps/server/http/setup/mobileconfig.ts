import { createHash } from "node:crypto";
import type { ServerResponse } from "node:http";
import { access, type administration, type Context } from "@carbyne/domain";
import { type Actor, Refusal } from "@carbyne/kernel";
import { xmlText } from "./xml.ts";

type Ask = {
  readonly ctx: Context;
  readonly actor: Actor | null;
  readonly servers: administration.MailServers;
  readonly response: ServerResponse;
};

/** `GET /setup/apple.mobileconfig`: a profile that sets mail up on iPhone, iPad and Mac. It has no password in it: the device asks for one. */
export async function answerMobileconfig({ ctx, actor, servers, response }: Ask): Promise<void> {
  if (!actor) throw new Refusal("unauthenticated", "sign-in-needed");
  const account = await access.accessOwnAccount(ctx, actor);
  const domain = account.address.slice(account.address.lastIndexOf("@") + 1);
  response.writeHead(200, {
    "content-type": "application/x-apple-aspen-config",
    "content-disposition": `attachment; filename="${domain}.mobileconfig"`,
    "cache-control": "private, no-store",
  });
  response.end(mobileconfig(account, servers));
}

type Value = string | number | boolean | readonly Value[] | { readonly [key: string]: Value };

/** The profile; the same account makes the same identifiers, so that a new one takes the place of the old. */
export function mobileconfig(
  { id, name, address }: { readonly id: string; readonly name: string; readonly address: string },
  { host, imap, submission }: administration.MailServers,
): string {
  const identifier = `${host.split(".").toReversed().join(".")}.mail.${id}`;
  const content = {
    PayloadType: "com.apple.mail.managed",
    PayloadVersion: 1,
    PayloadIdentifier: `${identifier}.account`,
    PayloadUUID: uuidOf(`${id} account`),
    PayloadDisplayName: address,
    EmailAccountDescription: address,
    EmailAccountName: name,
    EmailAccountType: "EmailTypeIMAP",
    EmailAddress: address,
    IncomingMailServerAuthentication: "EmailAuthPassword",
    IncomingMailServerHostName: host,
    IncomingMailServerPortNumber: imap.tls,
    IncomingMailServerUseSSL: true,
    IncomingMailServerUsername: address,
    OutgoingMailServerAuthentication: "EmailAuthPassword",
    OutgoingMailServerHostName: host,
    OutgoingMailServerPortNumber: submission.tls,
    OutgoingMailServerUseSSL: true,
    OutgoingMailServerUsername: address,
    OutgoingPasswordSameAsIncomingPassword: true,
  };
  const profile = {
    PayloadType: "Configuration",
    PayloadVersion: 1,
    PayloadIdentifier: identifier,
    PayloadUUID: uuidOf(`${id} profile`),
    PayloadDisplayName: address,
    PayloadOrganization: host,
    PayloadContent: [content],
  };
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
${plist(profile)}
</plist>
`;
}

function plist(value: Value): string {
  if (typeof value === "string") return `<string>${xmlText(value)}</string>`;
  if (typeof value === "number") return `<integer>${value}</integer>`;
  if (typeof value === "boolean") return value ? "<true/>" : "<false/>";
  if (Array.isArray(value)) return `<array>\n${value.map((one: Value) => plist(one)).join("\n")}\n</array>`;
  const pairs = Object.entries(value).map(([key, one]) => `<key>${xmlText(key)}</key>\n${plist(one as Value)}`);
  return `<dict>\n${pairs.join("\n")}\n</dict>`;
}

/** A UUID from a name, in the form of RFC 9562 §5.8. */
function uuidOf(name: string): string {
  const hex = createHash("sha256").update(name).digest("hex");
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return parts.join("-").toUpperCase();
}
