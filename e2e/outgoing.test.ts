// @module-tag long
import { createPublicKey } from "node:crypto";
import { Refusal, silentLogger } from "@carbyne/kernel";
import { authenticateMessage, createSmtpServer } from "@carbyne/smtp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Product, startProduct } from "./harness/product.ts";
import { rawImap } from "./harness/raw-imap.ts";
import { sendMail } from "./harness/smtp.ts";

type Taken = { from: string; to: string[]; raw: Buffer };
let product: Product;
let writer: { address: string; password: string };
const taken: Taken[] = [];
let closeSink: () => Promise<void>;

beforeAll(async () => {
  const sink = createSmtpServer<never>(
    { mode: "mx", hostname: "mx.away.example", log: silentLogger, words: (refusal) => refusal.reason },
    {
      recipient(_session, address) {
        if (address.startsWith("nobody")) return Promise.reject(new Refusal("not-found", "nobody-here"));
        return Promise.resolve();
      },
      deliver(_session, envelope, raw) {
        taken.push({ from: envelope.reversePath, to: envelope.recipients.map((one) => one.address), raw });
        return Promise.resolve({ text: "2.0.0 kept" });
      },
    },
  );
  const port = await sink.listen({ port: 0, host: "127.0.0.1" });
  closeSink = () => sink.close();
  product = await startProduct({ env: { CARBYNE_SMTP_ROUTE: `127.0.0.1:${port}` } });
  writer = await product.account("writer");
});
afterAll(async () => {
  await product.remove();
  await closeSink();
});

const mail = (subject: string, from = writer.address) =>
  `From: Writer <${from}>\r\nTo: away@away.example\r\nBcc: hidden@away.example\r\nSubject: ${subject}\r\n\r\nText.\r\n`;

const submit = (to: string[], raw: string, port = product.ports.SUBMISSION) =>
  sendMail({ port, from: writer.address, to, raw, login: writer });

const arrived = (subject: string) => taken.filter(({ raw }) => raw.includes(`Subject: ${subject}\r\n`));

test("a message leaves signed with the key that the domain publishes, and without its Bcc", async () => {
  expect(await submit(["away@away.example", "hidden@away.example"], mail("signed"))).toMatch(/^250 2\.0\.0 queued/);
  await expect.poll(() => arrived("signed").length, { timeout: 20_000 }).toBe(1);
  const [message] = arrived("signed");
  expect(message?.from).toBe(writer.address);
  expect(message?.to.sort()).toEqual(["away@away.example", "hidden@away.example"]);
  const raw = message?.raw ?? Buffer.alloc(0);
  expect(raw.toString()).not.toMatch(/^bcc:/im);
  const [domain] = JSON.parse(await product.carbyne(["domain", "list", "--json"])) as {
    dkim: { selector: string; record: string };
  }[];
  const { selector = "", record = "" } = domain?.dkim ?? {};
  expect(
    createPublicKey({ key: Buffer.from(record.split("p=")[1] ?? "", "base64"), format: "der", type: "spki" })
      .asymmetricKeyType,
  ).toBe("rsa");
  const result = await authenticateMessage({
    raw,
    ip: "192.0.2.1",
    helo: "mail.town.example",
    reversePath: writer.address,
    hostname: "mx.away.example",
    resolver: (name, type) =>
      name === `${selector}._domainkey.town.example` && type === "TXT"
        ? Promise.resolve([[record]])
        : Promise.reject(Object.assign(new Error("none"), { code: "ENODATA" })),
  });
  expect(result.dkim).toEqual([{ domain: "town.example", result: "pass" }]);
});

test("TLS from the first octet works too, and nobody sends as somebody else", async () => {
  const socket = await import("nodemailer/lib/smtp-connection");
  const connection = new socket.default({
    host: "127.0.0.1",
    port: product.ports.SUBMISSIONS,
    secure: true,
    tls: { rejectUnauthorized: false },
  });
  await new Promise<void>((resolve, reject) => connection.connect((error) => (error ? reject(error) : resolve())));
  await new Promise<void>((resolve, reject) =>
    connection.login({ user: writer.address, pass: writer.password }, (error) => (error ? reject(error) : resolve())),
  );
  const refused = new Promise((resolve) =>
    connection.send({ from: "admin@town.example", to: ["a@away.example"] }, mail("forged"), (error) =>
      resolve(error?.message),
    ),
  );
  expect(await refused).toContain("may not send as");
  connection.quit();
  await expect(submit(["a@away.example"], mail("forged header", "admin@town.example"))).rejects.toThrow(
    "may not send as",
  );
  await expect(
    sendMail({ port: product.ports.SMTP, from: "x@x.example", to: ["y@away.example"], raw: "x" }),
  ).rejects.toThrow("relay");
  expect(arrived("forged")).toEqual([]);
});

test("who does not exist there is reported to the writer once, with a machine-readable reason; the others get it", async () => {
  await submit(["nobody@away.example", "good@away.example"], mail("half"));
  const report = async () => {
    const answer = await rawImap(product.ports.IMAPS, writer, ["EXAMINE INBOX", "FETCH 1:* BODY.PEEK[]"]);
    return answer.toString("latin1");
  };
  await expect.poll(report, { timeout: 30_000, interval: 1000 }).toContain("multipart/report");
  const text = await report();
  expect(text).toMatch(/Final-Recipient: rfc822; ?nobody@away\.example/i);
  expect(text).toMatch(/Status: 5\.1\.1/);
  expect(text).toMatch(/Auto-Submitted: auto-replied/);
  expect(text.match(/multipart\/report/g)).toHaveLength(1);
  expect(text).toContain("Subject: Not delivered: half");
  expect(arrived("half")[0]?.to).toEqual(["good@away.example"]);
});
