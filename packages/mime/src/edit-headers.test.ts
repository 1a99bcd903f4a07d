import { expect, test } from "vitest";
import { addHeaders, foldHeader, hasHeader, removeHeaders } from "./edit-headers.ts";
import { parseMessage } from "./parse.ts";
import { forwarded, mail } from "./samples.ts";

test("added fields stand before the message, which keeps its octets", () => {
  const raw = addHeaders(forwarded, [
    ["X-One", "1"],
    ["X-Two", "zwei ä"],
  ]);
  expect(raw.subarray(raw.length - forwarded.length).equals(forwarded)).toBe(true);
  const { headers } = parseMessage(raw);
  expect(headers.slice(0, 2).map((header) => header.name)).toEqual(["X-One", "X-Two"]);
  expect(parseMessage(raw).text("x-two")).toBe("zwei ä");
});

test("a message that begins with white space does not go on with the field before it", () => {
  const raw = addHeaders(mail([" dkim=pass", "Subject: s", "", "x"]), [
    ["Authentication-Results", "mx.example.org; none"],
  ]);
  expect(parseMessage(raw).raw("authentication-results")).toBe("mx.example.org; none");
  expect(parseMessage(raw).raw("subject")).toBe("s");
});

test("long values are folded at white space, none can begin a field of its own", () => {
  const long = Array.from({ length: 40 }, (_, i) => `word${i}`).join(" ");
  const folded = foldHeader("X-Long", long);
  for (const line of folded.split("\r\n")) expect(line.length).toBeLessThanOrEqual(78);
  expect(parseMessage(Buffer.from(`${folded}\r\n`)).raw("x-long")).toBe(long);
  const injected = parseMessage(addHeaders(mail(["", "body"]), [["X-A", "a\r\nBcc: evil@x\r\n\r\nbody"]]));
  expect(injected.headers.map((header) => header.key)).toEqual(["x-a"]);
  expect(() => foldHeader("X A", "b")).toThrow(TypeError);
  expect(() => foldHeader("X\r\nB", "b")).toThrow(TypeError);
});

test("text beyond ASCII is folded as encoded-words of whole characters", () => {
  const text = "Größe 😁 ".repeat(30).trim();
  const folded = foldHeader("Subject", text);
  for (const line of folded.split("\r\n")) expect(line.length).toBeLessThanOrEqual(78);
  expect(parseMessage(Buffer.from(`${folded}\r\n`)).text("subject")).toBe(text);
});

test("removed fields go with their folds, in any case, from the header only", () => {
  const raw = mail(["A: 1", "Bcc: x,", " y", "B: 2", "bcc: z", "", "Bcc: in the body"]);
  expect(removeHeaders(raw, ["BCC"]).toString()).toBe("A: 1\r\nB: 2\r\n\r\nBcc: in the body\r\n");
  expect(removeHeaders(raw, ["none"])).toBe(raw);
  expect(hasHeader(raw, "b")).toBe(true);
  expect(hasHeader(raw, "Bcc")).toBe(true);
  expect(hasHeader(removeHeaders(raw, ["bcc"]), "Bcc")).toBe(false);
});

test("fields past the parser's limits are removed as well", () => {
  const raw = Buffer.from(`${"X: y\r\n".repeat(5_000)}Bcc: hidden\r\n\r\nbody`);
  expect(removeHeaders(raw, ["bcc"]).includes("hidden")).toBe(false);
});
