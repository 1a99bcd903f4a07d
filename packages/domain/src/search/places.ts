import type { Context } from "../context.ts";

/** A mailbox as `in:` may name it. */
export type Place = {
  readonly id: string;
  readonly role: string | null;
  readonly name: string;
  readonly parentId: string | null;
};

/** The mailboxes of a space. */
export async function placesOf(ctx: Context, spaceId: string): Promise<Place[]> {
  const { rows } = await ctx.db.pool.query<Place>({
    name: "search-places",
    text: `SELECT "id", "role", "name", "parentId" FROM "Mailbox" WHERE "spaceId" = $1`,
    values: [spaceId],
  });
  return rows;
}

/** What else people call the mailboxes with a role, in the languages that the screens have. */
const roleWords: ReadonlyMap<string, string> = new Map(
  Object.entries({
    posteingang: "inbox",
    eingang: "inbox",
    gesendet: "sent",
    drafts: "drafts",
    draft: "drafts",
    entwürfe: "drafts",
    archiv: "archive",
    spam: "junk",
    bin: "trash",
    papierkorb: "trash",
  }),
);

/** Ids of the mailboxes that a name, a path with `/` or a role means. */
export function placesNamed(places: readonly Place[], text: string): string[] {
  const wanted = text.toLowerCase();
  const role = roleWords.get(wanted) ?? wanted;
  const byId = new Map(places.map((place) => [place.id, place]));
  const named = places.filter((place) => place.name.toLowerCase() === wanted || pathOf(place, byId) === wanted);
  // A folder that somebody gave the name themselves is meant before the role that is also called so.
  const found = named.length > 0 ? named : places.filter((place) => place.role === role);
  return found.map((place) => place.id);
}

function pathOf(place: Place, byId: ReadonlyMap<string, Place>): string {
  const names: string[] = [];
  for (let at: Place | undefined = place; at && names.length < 50; at = byId.get(at.parentId ?? ""))
    names.unshift(at.name.toLowerCase());
  return names.join("/");
}

/** Ids of the mailboxes that a search leaves out unless they are named. */
export function asideOf(places: readonly Place[]): string[] {
  return places.filter((place) => place.role === "trash" || place.role === "junk").map((place) => place.id);
}
