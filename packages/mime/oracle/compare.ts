import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { decodeBody, type Part, parseMessage } from "../src/index.ts";

/** A part as both sides describe it. */
export interface Node {
  type: string;
  name: string | null;
  /** Octets once decoded; null for what has parts inside. */
  size: number | null;
  children: Node[];
  /** Python noted defects in it, so its view of it and of what is inside decides nothing. */
  isDefective?: boolean;
}

/** The trees that Python's email package makes of the messages; null where it failed itself. */
export function pythonTrees(messages: readonly Buffer[]): (Node | null)[] {
  const script = fileURLToPath(new URL("oracle.py", import.meta.url));
  const input = JSON.stringify(messages.map((message) => message.toString("base64")));
  const output = execFileSync("python3", [script], { input, encoding: "utf8", maxBuffer: 1 << 28 });
  const trees = JSON.parse(output) as (Node | { fault: string })[];
  return trees.map((tree) => ("fault" in tree ? null : tree));
}

/** The tree that this package makes of a message. */
export function ourTree(raw: Buffer): Node {
  return describe(raw, parseMessage(raw));
}

function describe(raw: Buffer, part: Part): Node {
  const inside = part.children.length > 0 ? part.children : part.message ? [part.message] : [];
  return {
    type: part.mediaType,
    name: part.disposition?.params.get("filename") ?? part.params.get("name") ?? null,
    size: inside.length > 0 || part.type === "message" ? null : decodeBody(raw, part).length,
    children: inside.map((child) => describe(raw, child)),
  };
}
