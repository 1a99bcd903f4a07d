/** Lines as a message: CRLF line breaks, characters as octets when `charset` is latin1. For tests. */
export function mail(lines: readonly string[], charset: BufferEncoding = "utf8"): Buffer {
  return Buffer.from(`${lines.join("\r\n")}\r\n`, charset);
}

const head = (subject: string): string[] => [
  'From: "Ann Example" <ann@example.org>',
  "To: bob@example.net",
  "Date: Mon, 24 Nov 2025 10:00:00 +0000",
  `Subject: ${subject}`,
  "Message-ID: <s@example.org>",
  "MIME-Version: 1.0",
];

/** A message with text, a nested message that is itself a multipart, and an epilogue. */
export const forwarded = mail([
  ...head("forwarded"),
  'Content-Type: multipart/mixed; boundary="out',
  ' er"',
  "",
  "preamble",
  "--out er",
  "Content-Type: text/plain; charset=us-ascii",
  "X-Note: first",
  "",
  "hello",
  "",
  "--out er",
  "Content-Type: message/rfc822",
  "",
  "From: sub@example.org",
  "Subject: inner",
  "Content-Type: multipart/alternative; boundary=in",
  "",
  "--in",
  "Content-Type: text/plain",
  "",
  "inner text",
  "--in",
  "Content-Type: text/html",
  "",
  "<p>inner html</p>",
  "--in--",
  "inner epilogue",
  "--out er--",
  "epilogue",
]);

/** A message whose whole body is a message, twice. */
export const bareForward = mail([
  ...head("bare"),
  "Content-Type: message/rfc822",
  "",
  "From: one@example.org",
  "Content-Type: message/rfc822",
  "",
  "From: two@example.org",
  "Subject: innermost",
  "",
  "core",
]);

export const digest = mail([
  ...head("digest"),
  "Content-Type: multipart/digest; boundary=d",
  "",
  "--d ",
  "",
  "From: m1@example.org",
  "Subject: m1",
  "",
  "body 1",
  "--d\t",
  "X-Mime: two",
  "",
  "From: m2@example.org",
  "",
  "body 2",
  "--d--",
]);

/** Alternative of text and related HTML with an image, beside a file. */
export const newsletter = mail([
  ...head("=?utf-8?Q?Gr=C3=BC=C3=9Fe?="),
  "Content-Type: multipart/mixed; boundary=m",
  "",
  "--m",
  "Content-Type: multipart/alternative; boundary=a",
  "",
  "--a",
  "Content-Type: text/plain; charset=utf-8; format=flowed",
  "",
  "first line ",
  "goes on",
  "--a",
  "Content-Type: multipart/related; boundary=r",
  "",
  "--r",
  "Content-Type: text/html; charset=utf-8",
  "Content-Transfer-Encoding: quoted-printable",
  "",
  '<p>Hall=C3=B6 <img src=3D"cid:logo@x"></p>',
  "--r",
  "Content-Type: image/png",
  "Content-ID: <logo@x>",
  "Content-Transfer-Encoding: base64",
  "",
  "iVBORw0KGgo=",
  "--r--",
  "--a--",
  "--m",
  'Content-Type: application/pdf; name="plan.pdf"',
  'Content-Disposition: attachment; filename="plan.pdf"',
  "Content-Transfer-Encoding: base64",
  "",
  "JVBERi0xLjQK",
  "--m--",
]);

/** A message that was base64-encoded against RFC 2046 §5.2.1. */
export const encodedForward = mail([
  ...head("encoded forward"),
  "Content-Type: multipart/mixed; boundary=e",
  "",
  "--e",
  "Content-Type: message/rfc822",
  "Content-Transfer-Encoding: base64",
  "",
  Buffer.from("Subject: hidden\r\nContent-Type: text/plain\r\n\r\nin base64\r\n").toString("base64"),
  "--e--",
]);

export const samples = { forwarded, bareForward, digest, newsletter, encodedForward };
