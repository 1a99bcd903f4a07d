import type { IncomingMessage, ServerResponse } from "node:http";
import type { administration, Context } from "@carbyne/domain";
import { Refusal } from "@carbyne/kernel";
import { domainAsked } from "./domain-asked.ts";
import { xmlText } from "./xml.ts";

type Ask = {
  readonly ctx: Context;
  readonly servers: administration.MailServers;
  readonly host: string;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
};

const maxBodyBytes = 16_384;
const answerNamespace = "http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006";
const outlookNamespace = "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a";

/** `POST /autodiscover/autodiscover.xml`: what Outlook sets an account up with ([MS-OXDSCLI] §2.2, the IMAP and SMTP part). */
export async function answerAutodiscover({ ctx, servers, host, request, response }: Ask): Promise<void> {
  const address = addressIn(await bodyOf(request));
  const domain = address === null ? null : await domainAsked(ctx, { address, host });
  response.writeHead(200, { "content-type": "text/xml; charset=utf-8", "cache-control": "no-store" });
  response.end(domain === null || address === null ? noSettings(address) : settingsOf(address, servers));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > maxBodyBytes) throw new Refusal("too-large", "request-too-large");
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/**
 * The address that is asked about. One value is looked for and nothing is parsed, so there are no entities to expand and no documents to fetch; an
 * address that needs an entity is none that we have.
 */
export function addressIn(body: string): string | null {
  return /<(?:\w{1,20}:)?EMailAddress>\s{0,50}([^\s<>&@]{1,64}@[^\s<>&@]{1,255})\s{0,50}<\//.exec(body)?.[1] ?? null;
}

/** What Outlook is told of an address in a domain of ours. */
export function settingsOf(address: string, { host, imap, submission }: administration.MailServers): string {
  const protocol = (type: "IMAP" | "SMTP", port: number, more = "") => `      <Protocol>
        <Type>${type}</Type>
        <Server>${xmlText(host)}</Server>
        <Port>${port}</Port>
        <LoginName>${xmlText(address)}</LoginName>
        <DomainRequired>off</DomainRequired>
        <SPA>off</SPA>
        <SSL>on</SSL>
        <Encryption>SSL</Encryption>
        <AuthRequired>on</AuthRequired>${more}
      </Protocol>`;
  return `<?xml version="1.0" encoding="utf-8"?>
<Autodiscover xmlns="${answerNamespace}">
  <Response xmlns="${outlookNamespace}">
    <User>
      <DisplayName>${xmlText(address)}</DisplayName>
    </User>
    <Account>
      <AccountType>email</AccountType>
      <Action>settings</Action>
${protocol("IMAP", imap.tls)}
${protocol("SMTP", submission.tls, "\n        <UsePOPAuth>on</UsePOPAuth>\n        <SMTPLast>off</SMTPLast>")}
    </Account>
  </Response>
</Autodiscover>
`;
}

/** 600 is a request that was not understood, 500 an address that has no settings here. */
function noSettings(address: string | null): string {
  const [code, message] = address === null ? [600, "Invalid request"] : [500, "No settings for this address"];
  return `<?xml version="1.0" encoding="utf-8"?>
<Autodiscover xmlns="${answerNamespace}">
  <Response>
    <Error Time="${new Date().toISOString().slice(11, 23)}" Id="0">
      <ErrorCode>${code}</ErrorCode>
      <Message>${message}</Message>
      <DebugData />
    </Error>
  </Response>
</Autodiscover>
`;
}
