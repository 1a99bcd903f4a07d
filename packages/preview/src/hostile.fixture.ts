import { crc32, deflateRawSync } from "node:zlib";

/** An archive as office programs write it. `declared` is what it says that a part unpacks to. */
export function archive(parts: Readonly<Record<string, string | Buffer>>, declared?: number): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(parts)) {
    const raw = Buffer.from(content);
    const isPlain = name === "mimetype";
    const packed = isPlain ? raw : deflateRawSync(raw);
    const sizes = Buffer.alloc(16);
    sizes.writeUInt16LE(isPlain ? 0 : 8, 0);
    const numbers = Buffer.alloc(12);
    numbers.writeUInt32LE(crc32(raw), 0);
    numbers.writeUInt32LE(packed.length, 4);
    numbers.writeUInt32LE(declared ?? raw.length, 8);
    const local = Buffer.alloc(30);
    local.write("PK\x03\x04", "latin1");
    local.writeUInt16LE(20, 4);
    sizes.copy(local, 8, 0, 2);
    numbers.copy(local, 14);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.write("PK\x01\x02", "latin1");
    entry.writeUInt16LE(20, 6);
    sizes.copy(entry, 10, 0, 2);
    numbers.copy(entry, 16);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    locals.push(local, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(directory.length / 2, 8);
  end.writeUInt16LE(directory.length / 2, 10);
  end.writeUInt32LE(
    directory.reduce((sum, { length }) => sum + length, 0),
    12,
  );
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...directory, end]);
}

const odfNames =
  'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"';

/** A text with something in it, as OpenDocument. */
export function openText(body: string, before = ""): Buffer {
  const type = "application/vnd.oasis.opendocument.text";
  return archive({
    mimetype: type,
    "content.xml": `<?xml version="1.0" encoding="UTF-8"?>${before}<office:document-content ${odfNames} office:version="1.3"><office:body><office:text><text:p>Read me</text:p>${body}</office:text></office:body></office:document-content>`,
    "META-INF/manifest.xml": `<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="${type}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`,
  });
}

export const linkedPicture = (url: string) =>
  `<text:p><draw:frame svg:width="5cm" svg:height="5cm" text:anchor-type="as-char"><draw:image xlink:href="${url}" xlink:type="simple" xlink:actuate="onLoad"/></draw:frame></text:p>`;

const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";

const relationsOf = (entries: readonly (readonly [id: string, type: string, target: string, mode?: string])[]) =>
  `<?xml version="1.0"?><Relationships xmlns="${packageRelations}">${entries
    .map(
      ([id, type, target, mode]) =>
        `<Relationship Id="${id}" Type="${relations}/${type}" Target="${target}"${mode ? ` TargetMode="${mode}"` : ""}/>`,
    )
    .join("")}</Relationships>`;

const typesOf = (part: string, type: string) =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="${part}" ContentType="application/vnd.openxmlformats-officedocument.${type}"/></Types>`;

/** A document of Word's with a template and a picture from elsewhere. */
export function wordDocument(url: string, filler = "", declared?: number): Buffer {
  const picture = `<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:extent cx="2000000" cy="2000000"/><wp:docPr id="1" name="p"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="1" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link="far"/></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2000000" cy="2000000"/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;
  return archive(
    {
      "[Content_Types].xml": typesOf("/word/document.xml", "wordprocessingml.document.main+xml"),
      "_rels/.rels": relationsOf([["a", "officeDocument", "word/document.xml"]]),
      "word/_rels/document.xml.rels": relationsOf([
        ["far", "image", `${url}/picture.png`, "External"],
        ["template", "attachedTemplate", `${url}/template.dotm`, "External"],
      ]),
      "word/document.xml": `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="${relations}"><w:body><w:p><w:r><w:t>Read me</w:t></w:r></w:p>${picture}<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDEPICTURE "${url}/field.png"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>${filler}</w:body></w:document>`,
    },
    declared,
  );
}

/** A sheet that reads another book and a service elsewhere. */
export function sheet(url: string): Buffer {
  return archive({
    "[Content_Types].xml": typesOf("/xl/workbook.xml", "spreadsheetml.sheet.main+xml"),
    "_rels/.rels": relationsOf([["a", "officeDocument", "xl/workbook.xml"]]),
    "xl/_rels/workbook.xml.rels": relationsOf([
      ["s", "worksheet", "worksheets/sheet1.xml"],
      ["e", "externalLink", "externalLinks/externalLink1.xml"],
    ]),
    "xl/workbook.xml": `<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${relations}"><sheets><sheet name="A" sheetId="1" r:id="s"/></sheets><externalReferences><externalReference r:id="e"/></externalReferences></workbook>`,
    "xl/externalLinks/externalLink1.xml": `<?xml version="1.0"?><externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${relations}"><externalBook r:id="x"><sheetNames><sheetName val="A"/></sheetNames></externalBook></externalLink>`,
    "xl/externalLinks/_rels/externalLink1.xml.rels": relationsOf([
      ["x", "externalLinkPath", `${url}/book.xlsx`, "External"],
    ]),
    "xl/worksheets/sheet1.xml": `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><v>7</v></c><c r="B1"><f>[1]A!A1</f></c><c r="C1"><f>WEBSERVICE("${url}/service")</f></c></row></sheetData></worksheet>`,
  });
}

/** A PDF whose first page is so large, and that acts as it is opened. */
export function actingPdf(url: string, side = 300): Buffer {
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /URI /URI (${url}/open) >> /AA << /WC << /S /Launch /F (/bin/sh) >> >> >>`,
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${side} ${side}] /Contents 4 0 R /Resources << /XObject << /Im 5 0 R >> >> /Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 300 300] /A << /S /URI /URI (${url}/link) >> >>] >>`,
    "<< /Length 37 >>\nstream\n0 0 1 rg 20 20 200 200 re f /Im Do   \nendstream",
    `<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /F << /FS /URL /F (${url}/image) >> /Length 0 >>\nstream\n\nendstream`,
  ];
  let text = "%PDF-1.7\n";
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
  const start = text.length;
  return Buffer.from(
    `${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF`,
    "latin1",
  );
}

/** A PNG that says it is so large. */
export function hugePng(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const numbers = [Buffer.alloc(4), Buffer.alloc(4)] as const;
    numbers[0].writeUInt32BE(data.length);
    numbers[1].writeUInt32BE(crc32(body));
    return Buffer.concat([numbers[0], body, numbers[1]]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    chunk("IDAT", Buffer.alloc(100)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** A GIF of many frames, each as large as it may be, packed into nothing. */
export function endlessGif(frames: number): Buffer {
  const side = [0xff, 0x7f];
  const head = Buffer.from([...Buffer.from("GIF89a"), ...side, ...side, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]);
  const frame = Buffer.from([0x2c, 0, 0, 0, 0, ...side, ...side, 0, 2, 2, 0x44, 1, 0]);
  return Buffer.concat([head, ...Array.from({ length: frames }, () => frame), Buffer.from([0x3b])]);
}
