import { expect, test } from "vitest";
import { type Attachment, type Content, readContent } from "./content.ts";
import { parseMessage } from "./parse.ts";
import { bareForward, digest, encodedForward, forwarded, mail, newsletter } from "./samples.ts";
import { summarize } from "./summary.ts";

function read(raw: Buffer): Content {
  return readContent(raw, parseMessage(raw));
}

function names(content: Content): string[] {
  return content.attachments.map((file: Attachment) => `${file.path} ${file.name} ${file.type} ${file.sizeBytes}`);
}

/** A multipart of the given kind whose parts are lists of lines: header, empty line, body. */
function multipart(kind: string, parts: string[][], boundary = "b"): string[] {
  return [
    `Content-Type: multipart/${kind}; boundary="${boundary}"`,
    "",
    ...parts.flatMap((part) => [`--${boundary}`, ...part]),
    `--${boundary}--`,
  ];
}

const text = (body: string): string[] => ["Content-Type: text/plain; charset=utf-8", "", body];
const html = (body: string): string[] => ["Content-Type: text/html; charset=utf-8", "", body];
const file = (name: string): string[] => [
  "Content-Type: application/octet-stream",
  "Content-Transfer-Encoding: base64",
  `Content-Disposition: attachment; filename=${name}`,
  "",
  "aGVsbG8=",
];

test("an alternative gives its text, its HTML and what is embedded in it", () => {
  const content = read(newsletter);
  expect(content.text).toBe("first line goes on");
  expect(content.html).toBe('<p>Hallö <img src="cid:logo@x"></p>');
  expect(names(content)).toEqual(["1.2.2 image.png image/png 8", "2 plan.pdf application/pdf 9"]);
  expect(content.attachments.map((attachment) => attachment.isInline)).toEqual([true, false]);
  expect(content.attachments[0]?.contentId).toBe("logo@x");
});

test("several texts of a mixed are joined in order, around their attachments", () => {
  const content = read(mail(multipart("mixed", [text("one"), file("a.bin"), text("two"), html("<p>three</p>")])));
  expect(content.text).toBe("one\n\ntwo\n\nthree");
  expect(content.html).toMatch(/^<div[^>]*>one<\/div>\n<div[^>]*>two<\/div>\n<p>three<\/p>$/);
  expect(names(content)).toEqual(["2 a.bin application/octet-stream 5"]);
});

test("a list's footer joins both forms of an alternative", () => {
  const content = read(
    mail(multipart("mixed", [multipart("alternative", [text("hi"), html("<p>hi</p>")], "i"), text("-- footer")])),
  );
  expect(content.text).toBe("hi\n\n-- footer");
  expect(content.html).toMatch(/^<p>hi<\/p>\n<div[^>]*>-- footer<\/div>$/);
});

test("text alone has no HTML, HTML alone no text", () => {
  expect(read(mail(["Subject: s", "", "hello"]))).toMatchObject({ text: "hello\r\n", html: null, attachments: [] });
  expect(read(mail(html("<p>x</p>")))).toMatchObject({ text: null, html: "<p>x</p>\r\n" });
  expect(read(mail(multipart("alternative", [text("only")])))).toMatchObject({ text: "only", html: null });
});

test("forms for particular readers are passed over, attachments in the HTML branch are found", () => {
  const amp = ["Content-Type: text/x-amp-html", "", "<html amp>"];
  const inner = multipart("mixed", [html("<p>a</p>"), file("in.bin"), html("<p>b</p>")], "i");
  const content = read(mail(multipart("alternative", [text("plain"), amp, inner])));
  expect(content.text).toBe("plain");
  expect(content.html).toBe("<p>a</p>\n<p>b</p>");
  expect(names(content)).toEqual(["3.2 in.bin application/octet-stream 5"]);
});

test("a related is about its start part, or its HTML when an image comes first", () => {
  const image = ["Content-Type: image/gif", "Content-ID: <i@x>", "", "GIF"];
  for (const raw of [
    mail(multipart("related", [image, html('<img src="cid:i@x">')])),
    mail(
      multipart('related; start="<h@x>"', [
        text("aside"),
        ["Content-ID: <h@x>", ...html('<img src="cid:i@x">')],
        image,
      ]),
    ),
  ])
    expect(read(raw).html).toBe('<img src="cid:i@x">');
});

test("a multipart without a delimiter is shown as text", () => {
  expect(read(mail(["Content-Type: multipart/mixed; boundary=b", "", "no parts here"])).text).toBe("no parts here\r\n");
});

test("an attached message is named by its subject and not looked into", () => {
  const content = read(forwarded);
  expect(names(content)).toEqual(["2 inner.eml message/rfc822 211"]);
  expect(content.attachments[0]?.isMessage).toBe(true);
  expect(content.text).toBe("hello\r\n");
  expect(names(read(bareForward))).toEqual(["1 message.eml message/rfc822 106"]);
  expect(names(read(digest))).toEqual(["1 m1.eml message/rfc822 43", "2 message.eml message/rfc822 30"]);
  expect(names(read(encodedForward))).toEqual(["1 hidden.eml message/rfc822 56"]);
  const encodedSubject = ["Content-Type: message/rfc822", "", "Subject: Inner =?utf-8?B?w5xiZXJzaWNodA==?=", "", "x"];
  expect(names(read(mail(multipart("mixed", [text("x"), encodedSubject]))))[0]).toMatch(/^2 Inner Übersicht\.eml /);
});

test.each([
  ["filename*0*=UTF-8''%C3%A4%C3%B6;\r\n filename*1*=%C3%BC%C3%9F%2E;\r\n filename*2=pdf", "äöüß.pdf"],
  ['filename*0="=?UTF-8?Q?=F0=9F=98=81=F0=9F=98?=\r\n =?UTF-8?Q?=8";\r\n filename*1="1.docx?="', "😁😁.docx"],
  ["filename=Rechnung, März (1+1).pdf", "Rechnung, März (1+1).pdf"],
  [
    'filename="very long file name that is folded over\r\n two lines.pdf"',
    "very long file name that is folded over two lines.pdf",
  ],
  ['filename="../../etc/passwd"', "passwd"],
  ['filename="C:\\\\dir\\\\a.txt"', "a.txt"],
  ["filename*=UTF-8''photo%E2%80%AEgpj.exe", "photo gpj.exe"],
  ['filename="a/b?.txt/"', "a_b?.txt_"],
  ['filename=".."', "attachment.bin"],
  [`filename="${"x".repeat(400)}.docx"`, `${"x".repeat(195)}.docx`],
])("the name of an attachment with %s", (params, name) => {
  const raw = mail(["Content-Type: application/octet-stream", `Content-Disposition: attachment; ${params}`, "", "x"]);
  expect(read(raw).attachments[0]?.name).toBe(name);
});

test.each([
  ["Content-Disposition: =?utf-8?Q?inline?=", 0],
  ["Content-Disposition: inline", 0],
  ["Content-Disposition: attachment", 1],
  ["Content-Disposition: filename=x.html", 1],
  ["Content-Disposition: unknown-kind", 0],
])("whether HTML with %s is the text", (disposition, attachments) => {
  expect(read(mail([disposition, ...html("<p>x</p>")])).attachments).toHaveLength(attachments);
});

test("a calendar part is recognised anywhere, named or not", () => {
  const invitation = (type: string): string[] => [
    `Content-Type: ${type}`,
    "",
    "BEGIN:VCALENDAR",
    "METHOD:REPLY",
    "END:VCALENDAR",
  ];
  const beside = read(
    mail(multipart("alternative", [text("x"), invitation('text/calendar; method=REQUEST; charset="utf-8"')])),
  );
  expect(beside.calendar).toEqual({ path: "2", method: "REQUEST" });
  expect(beside.attachments).toEqual([]);
  const mixed = read(mail(multipart("mixed", [text("x"), invitation("text/calendar")])));
  expect(mixed.calendar).toEqual({ path: "2", method: "REPLY" });
  expect(names(mixed)[0]).toMatch(/^2 invite\.ics /);
  expect(read(mail(invitation("text/calendar"))).calendar).toEqual({ path: "1", method: "REPLY" });
  const deep = multipart("mixed", [multipart("related", [html("x"), invitation("application/ics")], "r")], "o");
  expect(read(mail(deep)).calendar?.path).toBe("1.2");
});

test("signed and encrypted mail is told apart, its machinery is no attachment", () => {
  const signature = (type: string): string[] => [`Content-Type: application/${type}; name=s`, "", "sig"];
  const signed = (type: string): Buffer =>
    mail(multipart(`signed; protocol="application/${type}"`, [text("x"), signature(type)]));
  expect(read(signed("pgp-signature"))).toMatchObject({ signed: "pgp", encrypted: null, text: "x", attachments: [] });
  expect(read(signed("pkcs7-signature"))).toMatchObject({ signed: "smime", attachments: [] });
  const control = ["Content-Type: application/pgp-encrypted", "", "Version: 1"];
  const pgp = read(
    mail(multipart('encrypted; protocol="application/pgp-encrypted"', [control, file("encrypted.asc")])),
  );
  expect(pgp).toMatchObject({ encrypted: "pgp", signed: null, text: null });
  expect(names(pgp)).toEqual(["2 encrypted.asc application/octet-stream 5"]);
  expect(read(mail(["Content-Type: application/pkcs7-mime; smime-type=enveloped-data", "", "x"])).encrypted).toBe(
    "smime",
  );
  expect(read(mail(["Content-Type: application/x-pkcs7-mime; smime-type=signed-data", "", "x"])).signed).toBe("smime");
  expect(read(mail(text("-----BEGIN PGP MESSAGE-----\r\n\r\nabc"))).encrypted).toBe("pgp");
  expect(read(mail(text("-----BEGIN PGP SIGNED MESSAGE-----\r\n\r\nabc"))).signed).toBe("pgp");
});

test.each([
  [newsletter, true],
  [forwarded, true],
  [mail(text("x")), false],
  [mail(multipart("alternative", [text("x"), html("<p>x</p>")])), false],
  [mail(multipart("related", [html("x"), ["Content-Type: image/gif", "Content-ID: <i>", "", "G"]])), false],
  [mail(multipart("mixed", [text("x"), ["Content-Type: image/gif", "Content-Disposition: inline", "", "G"]])), true],
])("a paper clip is shown only for what stands beside the text (%#)", (raw, expected) => {
  expect(summarize(raw, parseMessage(raw)).hasAttachments).toBe(expected);
});

test.each([
  ['charset=""', "xOO6w6OsysC95w==", "你好，世界"],
  ["charset=windows-1251", "7/Do4uXyIOzo8A==", "привет мир"],
])("base64 text with %s is read", (charset, body, expected) => {
  const raw = mail([`Content-Type: text/plain; ${charset}`, "Content-Transfer-Encoding: base64", "", body]);
  expect(read(raw).text).toBe(expected);
});

test("raw 8-bit octets in a quoted bounce cost only themselves", () => {
  const raw = mail(
    ["Content-Type: text/plain; charset=utf-8", "", "failed", "Subject: \xee\xf2\xf7\xb8\xf2 PHP", "still shown"],
    "latin1",
  );
  expect(read(raw).text).toMatch(/^failed\r\nSubject: \ufffd+ PHP\r\nstill shown\r\n$/);
});
