import { ConversionFailed } from "../../conversion.ts";
import { childOf, type Element, elementsOf, parseMarkup } from "../../xml.ts";
import { type Archive, readZip } from "../../zip/read-zip.ts";

export type Relation = { readonly type: string; readonly target: string; readonly isExternal: boolean };

export type Part = {
  readonly name: string;
  readonly root: Element;
  /** What its ids of other parts mean. */
  readonly relations: ReadonlyMap<string, Relation>;
};

/** The container of an office file (ECMA-376 part 2): parts that name each other by relations. */
export type Package = {
  readonly archive: Archive;
  readonly document: Part;
  /** The part that the document names by a kind of relation, such as `styles`. */
  related(kind: string): Part | undefined;
  part(name: string): Part | undefined;
};

/** Opens a container whose main part is a text. */
export function openPackage(bytes: Buffer): Package {
  // MS-OFFCRYPTO: what has a password is a container of another kind.
  if (bytes.subarray(0, 4).equals(Buffer.from("\xd0\xcf\x11\xe0", "latin1"))) throw new ConversionFailed("protected");
  const archive = readZip(bytes);
  const part = (name: string): Part | undefined => {
    const content = archive.read(name);
    const root = content && elementsOf(parseMarkup(decode(content), { isXml: true }))[0];
    return root && { name, root, relations: relationsOf(archive, name) };
  };
  const start = [...relationsOf(archive, "").values()].find(({ type }) => type.endsWith("/officeDocument"));
  const document = part(start?.target ?? "word/document.xml");
  if (!document || !childOf(document.root, "w:body")) throw new ConversionFailed("broken");
  return {
    archive,
    document,
    part,
    related(kind) {
      const relation = [...document.relations.values()].find(
        ({ type, isExternal }) => !isExternal && type.endsWith(`/${kind}`),
      );
      return relation && part(relation.target);
    },
  };
}

/** XML 1.0 §4.3.3: UTF-8, or UTF-16 with its mark. */
function decode(content: Buffer): string {
  if (content[0] === 0xff && content[1] === 0xfe) return content.toString("utf16le", 2);
  return content.toString("utf8").replace(/^\ufeff/, "");
}

function relationsOf(archive: Archive, name: string): Map<string, Relation> {
  const cut = name.lastIndexOf("/") + 1;
  const folder = name.slice(0, cut);
  const content = archive.read(`${folder}_rels/${name.slice(cut)}.rels`);
  const root = content && elementsOf(parseMarkup(decode(content), { isXml: true }))[0];
  return new Map(
    elementsOf(root).map(({ attributes }) => {
      const isExternal = attributes["TargetMode"] === "External";
      const target = attributes["Target"] ?? "";
      return [
        attributes["Id"] ?? "",
        { type: attributes["Type"] ?? "", target: isExternal ? target : resolve(folder, target), isExternal },
      ];
    }),
  );
}

/** A target as the name of a part: relative to the folder of who names it. */
function resolve(folder: string, target: string): string {
  const parts: string[] = [];
  for (const step of (target.startsWith("/") ? target : folder + target).split("/")) {
    if (step === "..") parts.pop();
    else if (step !== "" && step !== ".") parts.push(step);
  }
  return parts.join("/");
}
