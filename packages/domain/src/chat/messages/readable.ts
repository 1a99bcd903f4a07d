import type pg from "pg";

const names = /<([@#])([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|all|here)>/g;

/** A text as one reads it where nothing else is at hand: people and rooms by their names. */
export async function readable(client: pg.ClientBase | pg.Pool, text: string): Promise<string> {
  const ids = [...text.matchAll(names)].map(([, , id = ""]) => id).filter((id) => id.length > 4);
  const known = ids.length === 0 ? new Map<string, string>() : await namesOf(client, ids);
  return named(text, known);
}

/** The same with names that are known. */
export function named(text: string, known: ReadonlyMap<string, string>): string {
  return text.replaceAll(
    names,
    (_all, sign: string, id: string) => `${sign}${known.get(id) ?? (id.length > 4 ? "…" : id)}`,
  );
}

/** What people, guests and bots are called; rooms are not, whose names are for those who are in them. */
export async function namesOf(
  client: pg.ClientBase | pg.Pool,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ id: string; name: string }>(
    `SELECT "id", "name" FROM "Account" WHERE "id" = ANY($1) UNION ALL SELECT "id", "name" FROM "RoomGuest" WHERE "id" = ANY($1)
     UNION ALL SELECT "id", "name" FROM "ChatBot" WHERE "id" = ANY($1)`,
    [ids],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
