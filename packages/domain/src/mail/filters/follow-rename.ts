import type { Block, SieveString, Test } from "@carbyne/sieve";
import type pg from "pg";
import { parsed } from "./parsed.ts";

/** Commands and tests whose last list of texts names mailboxes: RFC 5228 §4.1, RFC 5490 §3.1. */
const naming = new Set(["fileinto", "mailboxexists"]);

/**
 * Scripts name folders by their path: when one is renamed or moved, what files into it or into a folder inside goes along. Only the names are
 * touched; everything else of a script stays as it was written. Under the space's lock.
 */
export async function followRename(
  client: pg.PoolClient,
  modseq: bigint,
  { spaceId, from, to }: { spaceId: string; from: string; to: string },
): Promise<void> {
  if (from === to) return;
  const { rows } = await client.query<{ id: string; text: string }>(
    'SELECT "id", "text" FROM "SieveScript" WHERE "spaceId" = $1',
    [spaceId],
  );
  for (const { id, text } of rows) {
    const renamed = renameIn(text, from, to);
    if (renamed !== text)
      await client.query('UPDATE "SieveScript" SET "text" = $2, "modseq" = $3 WHERE "id" = $1', [id, renamed, modseq]);
  }
}

/** The text of a script with a folder called otherwise. */
export function renameIn(text: string, from: string, to: string): string {
  const { script } = parsed(text);
  if (!script) return text;
  const names = namesIn(script).filter(({ value, form }) => form === "quoted" && isInside(value, from));
  // From the end, so that the places of the others stay true.
  return names
    .toSorted((a, b) => b.span.offset - a.span.offset)
    .reduce((now, { value, span }) => {
      const name = `"${(to + value.slice(from.length)).replace(/["\\]/g, "\\$&")}"`;
      return now.slice(0, span.offset) + name + now.slice(span.offset + span.length);
    }, text);
}

function isInside(path: string, from: string): boolean {
  return path === from || path.startsWith(`${from}/`);
}

function namesIn(block: Block): SieveString[] {
  return block.commands.flatMap((command) => [
    ...namesOf(command),
    ...command.tests.flatMap(namesInTest),
    ...(command.block ? namesIn(command.block) : []),
  ]);
}

function namesInTest(test: Test): SieveString[] {
  return [...namesOf(test), ...test.tests.flatMap(namesInTest)];
}

function namesOf({ name, args }: Pick<Test, "name" | "args">): readonly SieveString[] {
  const last = naming.has(name) ? args.findLast((argument) => argument.kind === "strings") : undefined;
  return last?.kind === "strings" ? last.strings : [];
}
