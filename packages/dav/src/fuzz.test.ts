import fc from "fast-check";
import { expect, test } from "vitest";
import { DavError } from "./dav-error.ts";
import { readIf, tokensIn } from "./headers/if-header.ts";
import { readPath } from "./headers/path.ts";
import { limits, readXml } from "./xml/reader.ts";
import { writeElement } from "./xml/writer.ts";

/** Texts that once were, or might be, trouble, by the part that reads them. */
const seeds = {
  xml: [
    "",
    " ",
    "\0",
    "<",
    "<a",
    "<a/><b/>",
    "<a></b>",
    '<a xmlns:b=""/>',
    "<b:a/>",
    '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    "<a>&b;</a>",
    "<a>&#0;</a>",
    "<a>&#x110000;</a>",
    '<a b="1" b="2"/>',
    "<a>]]></a>",
    "<?xml version='1.0' encoding='utf-7'?><a/>",
    '<a xml:lang="de"><![CDATA[<&>]]>\r\n</a>',
    '<D:a xmlns:D="x" D:b="1"><D:c xmlns:D="DAV:"/></D:a>',
    '<a xmlns="x"><b xmlns=""><c xmlns="DAV:"/></b></a>',
    "<a>".repeat(50) + "</a>".repeat(50),
    "<a/>".repeat(20_000),
  ],
  header: [
    "",
    "(",
    "()",
    "(<a>)",
    "<a>",
    "<a> (<b>)",
    "(<a>) <b> (<c>)",
    "(Not)",
    "(Not Not <a>)",
    "(Notable)",
    '(["a])',
    '(<a> ["b"] Not <c>) (["d"])',
    "(<a>)".repeat(1000),
    `(${"<a>".repeat(1000)})`,
    "((((",
    '([W/"x"])',
  ],
};

const answers = (work: () => void) => {
  try {
    work();
    return 200;
  } catch (error) {
    if (error instanceof DavError) return error.status;
    throw error;
  }
};

const words = [
  "<",
  ">",
  "/",
  "a",
  'xmlns="x"',
  "D:",
  ' xmlns:D="DAV:"',
  "&",
  "#38;",
  "<!--",
  "-->",
  "<![CDATA[",
  "]]>",
  "\0",
  "ä",
];

test("whatever comes as a body is read or refused, and what was read comes out as the same", () => {
  const check = (text: string) => {
    const status = answers(() => {
      const element = readXml(Buffer.from(text));
      const written = `<D:all xmlns:D="DAV:">${writeElement(element)}</D:all>`;
      const [again] = readXml(Buffer.from(written)).children;
      if (again === undefined || typeof again === "string") throw new Error(`lost in ${written}`);
      expect(writeElement(again)).toBe(writeElement(element));
    });
    expect([200, 400, 413]).toContain(status);
  };
  for (const text of seeds.xml) check(text);
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words, ...seeds.xml.slice(0, 19)), { maxLength: 20 }), (parts) =>
      check(parts.join("")),
    ),
  );
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (data) => void answers(() => readXml(data))));
});

test("entities of a document type, namespaces that nobody named, and more than fits are refused", () => {
  const bomb = '<!DOCTYPE a [<!ENTITY b "cccccccccc"><!ENTITY d "&b;&b;&b;">]><a>&d;</a>';
  for (const text of [bomb, "<b:a/>", '<a xmlns:b=""/>', "<a>".repeat(50) + "</a>".repeat(50), "<a><b/>"])
    expect([text, answers(() => readXml(Buffer.from(text)))]).toEqual([text, 400]);
  expect(answers(() => readXml(Buffer.alloc(limits.bytes + 1, " ")))).toBe(413);
  expect(answers(() => readXml(Buffer.from('\uFEFF<a xmlns="DAV:"/>', "utf16le")))).toBe(200);
});

test("an element keeps its namespaces, attributes and language by itself", () => {
  const text =
    '<D:propertyupdate xmlns:D="DAV:" xml:lang="de"><o:colour xmlns:o="urn:x" o:of="a&quot;b" plain="1">rot<i xmlns="">&amp;</i><D:href/></o:colour></D:propertyupdate>';
  const [element] = readXml(Buffer.from(text)).children;
  if (element === undefined || typeof element === "string") throw new Error("no element");
  expect(writeElement(element)).toBe(
    '<colour xmlns:o="urn:x" xmlns="urn:x" o:of="a&quot;b" plain="1" xml:lang="de">rot<i xmlns="">&amp;</i><D:href/></colour>',
  );
});

test("whatever comes as If is read or a bad request", () => {
  const check = (text: string) => {
    expect([200, 400]).toContain(answers(() => readIf(text)));
  };
  for (const text of seeds.header) check(text);
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("(", ")", "<a>", "Not ", '["x"]', " ", "x", '"'), { maxLength: 30 }),
      (parts) => check(parts.join("")),
    ),
  );
  expect(readIf('(<urn:uuid:1> ["a"]) (Not <DAV:no-lock>)')).toEqual([
    {
      target: null,
      conditions: [
        { isNot: false, kind: "token", value: "urn:uuid:1" },
        { isNot: false, kind: "tag", value: '"a"' },
      ],
    },
    { target: null, conditions: [{ isNot: true, kind: "token", value: "DAV:no-lock" }] },
  ]);
  const tagged = readIf("<http://h/a> (<urn:uuid:1>) (<urn:uuid:2>) </b> (<urn:uuid:3>)");
  expect(tagged.map((one) => one.target)).toEqual(["http://h/a", "http://h/a", "/b"]);
  expect(tokensIn(tagged)).toEqual(["urn:uuid:1", "urn:uuid:2", "urn:uuid:3"]);
});

test("names come out of an address decoded, and none of them can climb", () => {
  expect(readPath("/dav/files/a%20b/%C3%BC/", "/dav/files")).toEqual(["a b", "ü"]);
  expect(readPath("/dav/filesystem", "/dav/files")).toBeNull();
  for (const path of [
    "/dav/files/a%2Fb",
    "/dav/files/%00",
    "/dav/files/%ff",
    "/dav/files/%",
    `/dav/files${"/a".repeat(200)}`,
  ])
    expect([path, answers(() => readPath(path, "/dav/files"))]).toEqual([path, 400]);
});
