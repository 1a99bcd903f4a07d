import type { Query } from "@carbyne/query";
import { mailboxesWith, type OwnAccount, type SpaceAccess } from "../access/index.ts";
import type { Context } from "../context.ts";
import { ownAddresses } from "../mail/index.ts";
import { compileQuery, namesPlace } from "./compile.ts";
import type { Find, Found } from "./newest-of-threads.ts";
import { asideOf, placesOf } from "./places.ts";
import { searchSql } from "./search-sql.ts";

/** What SQL about the messages that meet a search is made of. */
export type Parts = {
  /** The condition, on `m`, `p` and, when indexed, `s`; `$1` is the space. */
  readonly where: string;
  readonly isIndexed: boolean;
  readonly value: (one: unknown) => string;
};

/** One of the places that are looked in: what is indexed of a space, or what came in just now. */
export type Source = {
  readonly spaceId: string;
  readonly isIndexed: boolean;
  /** The SQL that `build` makes, with its values. */
  readonly sql: (build: (parts: Parts) => string) => { text: string; values: unknown[] };
  readonly ask: <Row extends object>(build: (parts: Parts) => string) => Promise<Row[]>;
};

/** Where a search looks, in each space: in what is indexed, and in what came in just now. */
export async function sourcesOf(
  ctx: Context,
  { id, zone }: OwnAccount,
  { spaces, query }: { spaces: readonly SpaceAccess[]; query: Query },
): Promise<Source[]> {
  const own = await ownAddresses(ctx, id);
  const sources = await Promise.all(
    spaces.map(async (space) => {
      const { spaceId } = space;
      const visible = mailboxesWith(space, "read");
      const all = await placesOf(ctx, spaceId);
      const places = visible ? all.filter((place) => visible.includes(place.id)) : all;
      return [true, false].map((isIndexed): Source => {
        const sql: Source["sql"] = (build) => {
          const values: unknown[] = [spaceId];
          const value = (one: unknown) => `$${values.push(one)}`;
          const where = compileQuery(query, { value, zone, places, own, now: ctx.clock.now(), isIndexed });
          const conditions = [
            ...(namesPlace(query) ? [] : [`p."mailboxId" <> ALL(${value(asideOf(places))}::uuid[])`]),
            ...(visible ? [`p."mailboxId" = ANY(${value(visible)}::uuid[])`] : []),
            where,
          ];
          return { text: build({ where: conditions.join(" AND "), isIndexed, value }), values };
        };
        return {
          spaceId,
          isIndexed,
          sql,
          ask: async <Row extends object>(build: (parts: Parts) => string) => {
            const { text, values } = sql(build);
            return (await ctx.db.pool.query<Row>(text, values)).rows;
          },
        };
      });
    }),
  );
  return sources.flat();
}

/** Reads a source from the newest on. */
export function findIn({ ask, spaceId }: Source): Find {
  return async (stretch) => {
    const rows = await ask<Omit<Found, "spaceId">>((parts) => searchSql({ ...parts, stretch }));
    return rows.map((row) => ({ ...row, spaceId }));
  };
}
