import { expect, test } from "vitest";
import { readEnv } from "./env.ts";
import { mailServers } from "./mail-servers.ts";

test("mail programs are told the ports by which they reach this server from outside", () => {
  const env = readEnv({
    CARBYNE_PUBLIC_URL: "https://mail.town.example",
    CARBYNE_PUBLIC_PORTS: "IMAPS=993,SUBMISSIONS=465,SUBMISSION=587,POP3S=995",
  });
  expect(mailServers({ env, hostname: "mail.town.example" })).toEqual({
    host: "mail.town.example",
    imap: { tls: 993, startTls: 2143 },
    pop3: { tls: 995, startTls: 2110 },
    submission: { tls: 465, startTls: 587 },
    https: 443,
    webdav: "https://mail.town.example/dav/files/",
  });
});
