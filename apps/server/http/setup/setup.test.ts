import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { clientConfig } from "./autoconfig.ts";
import { addressIn, settingsOf } from "./autodiscover.ts";
import { mobileconfig } from "./mobileconfig.ts";

const servers = {
  host: "mail.town.example",
  imap: { tls: 993, startTls: 143 },
  pop3: { tls: 995, startTls: 110 },
  submission: { tls: 465, startTls: 587 },
  https: 443,
  webdav: "https://mail.town.example/dav/files/",
};

/** Reads with a parser that others wrote. */
function python(script: string, input: string): unknown {
  const { stdout, stderr, status } = spawnSync("python3", ["-c", script], { input, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

type Element = { tag: string; attributes: Record<string, string>; text: string; children: Element[] };

const readXml = (xml: string) =>
  python(
    `import sys, json, xml.etree.ElementTree as E
def tree(e): return {"tag": e.tag, "attributes": e.attrib, "text": (e.text or "").strip(), "children": [tree(c) for c in e]}
print(json.dumps(tree(E.fromstring(sys.stdin.buffer.read()))))`,
    xml,
  ) as Element;

const named = (element: Element | undefined, tag: string) => element?.children.filter((one) => one.tag === tag) ?? [];
const textOf = (element: Element, tag: string) => named(element, tag)[0]?.text;

// What Thunderbird's reader asks of such a file: comm/mail/components/accountcreation/modules/readFromXML.
test("the configuration has what Thunderbird demands, the safest server of each kind first", () => {
  const config = readXml(clientConfig("town.example", servers));
  expect([config.tag, config.attributes["version"]]).toEqual(["clientConfig", "1.1"]);
  const [provider] = named(config, "emailProvider");
  expect(provider?.attributes["id"]).toBe("town.example");
  expect(named(provider, "domain").map(({ text }) => text)).toEqual(["town.example"]);
  const lines = [...named(provider, "incomingServer"), ...named(provider, "outgoingServer")].map((server) => [
    server.attributes["type"],
    ...["hostname", "port", "socketType", "authentication", "username"].map((tag) => textOf(server, tag)),
  ]);
  const rest = ["password-cleartext", "%EMAILADDRESS%"];
  expect(lines).toEqual([
    ["imap", "mail.town.example", "993", "SSL", ...rest],
    ["imap", "mail.town.example", "143", "STARTTLS", ...rest],
    ["pop3", "mail.town.example", "995", "SSL", ...rest],
    ["pop3", "mail.town.example", "110", "STARTTLS", ...rest],
    ["smtp", "mail.town.example", "465", "SSL", ...rest],
    ["smtp", "mail.town.example", "587", "STARTTLS", ...rest],
  ]);
});

const request = (address: string, before = "") => `<?xml version="1.0" encoding="utf-8"?>${before}
<Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006">
  <Request><EMailAddress>${address}</EMailAddress>
    <AcceptableResponseSchema>http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a</AcceptableResponseSchema>
  </Request></Autodiscover>`;

test("the address that Outlook asks about is found, and nothing else of what it sends is read", () => {
  expect(addressIn(request("ann@town.example"))).toBe("ann@town.example");
  expect(addressIn("<a:EMailAddress>\n ann@town.example </a:EMailAddress>")).toBe("ann@town.example");
  const entities = `<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>`;
  for (const body of [
    request("&b;@town.example", entities),
    request("&x;", entities),
    request("<![CDATA[ann@town.example]]>"),
    request(`${"a".repeat(65)}@town.example`),
    "<EMailAddress>".repeat(1000),
    `<EMailAddress>${" ".repeat(15_000)}`,
    `<EMailAddress>${"a@".repeat(7000)}`,
    "",
    "\u0000\uFFFF",
  ]) {
    const begun = performance.now();
    expect(addressIn(body), body.slice(0, 80)).toBeNull();
    expect(performance.now() - begun).toBeLessThan(100);
  }
});

test("Outlook is told IMAP and SMTP, with an address that stays a text", () => {
  const answer = readXml(settingsOf(`o"brien'>@town.example`, servers));
  const outlook = "{http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a}";
  expect(answer.tag).toBe("{http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006}Autodiscover");
  const account = named(named(answer, `${outlook}Response`)[0], `${outlook}Account`)[0];
  const told = named(account, `${outlook}Protocol`).map((protocol) =>
    ["Type", "Server", "Port", "SSL", "AuthRequired", "LoginName"].map((tag) => textOf(protocol, outlook + tag)),
  );
  expect(told).toEqual([
    ["IMAP", "mail.town.example", "993", "on", "on", `o"brien'>@town.example`],
    ["SMTP", "mail.town.example", "465", "on", "on", `o"brien'>@town.example`],
  ]);
});

test("Apple's profile is a property list that sets IMAP and SMTP up, without a password", () => {
  const account = {
    id: "01234567-89ab-7cde-8f01-23456789abcd",
    name: "Ann <&> O'Brien\u0000",
    address: "ann@town.example",
  };
  const text = mobileconfig(account, servers);
  const read = (xml: string) =>
    python("import sys, json, plistlib\nprint(json.dumps(plistlib.loads(sys.stdin.buffer.read())))", xml);
  expect(read(text)).toMatchObject({
    PayloadType: "Configuration",
    PayloadVersion: 1,
    PayloadUUID: expect.stringMatching(/^[0-9A-F]{8}-[0-9A-F]{4}-8[0-9A-F]{3}-8[0-9A-F]{3}-[0-9A-F]{12}$/),
    PayloadContent: [
      {
        PayloadType: "com.apple.mail.managed",
        EmailAccountType: "EmailTypeIMAP",
        EmailAccountName: "Ann <&> O'Brien",
        EmailAddress: "ann@town.example",
        IncomingMailServerHostName: "mail.town.example",
        IncomingMailServerPortNumber: 993,
        IncomingMailServerUseSSL: true,
        OutgoingMailServerPortNumber: 465,
        OutgoingMailServerUseSSL: true,
        OutgoingPasswordSameAsIncomingPassword: true,
      },
    ],
  });
  expect(text).not.toMatch(/<key>(?:Incoming|Outgoing)Password</);
  // The same account makes the same profile, so that a later one takes its place.
  expect(mobileconfig(account, servers)).toBe(text);
});
