import type { Peer } from "@carbyne/sfu/messages";
import { producerOf } from "../connection/state.ts";
import type { LayoutKind } from "./layout.ts";

/** A tile: somebody, or what they share. */
export type Item = { readonly key: string; readonly peer: Peer; readonly source: "camera" | "screen" };

export type Staging = {
  /** "auto" is a grid, until something is shared. */
  readonly layout: LayoutKind | "auto";
  readonly pinned: ReadonlySet<string>;
  readonly hidesSelf: boolean;
};

export type Staged = { readonly kind: LayoutKind; readonly mains: readonly Item[]; readonly others: readonly Item[] };

export const keyOf = (peerId: string, source: Item["source"]): string => `${source} ${peerId}`;

/**
 * What is large and what stands beside it. Pinned things are large before all; then screens, and where one is to be large who spoke last.
 * `spoken` names peers, the last to speak first: they come to the front, so that who talks is on the first page.
 */
export function stage(
  peers: readonly Peer[],
  { meId, spoken, layout, pinned, hidesSelf }: Staging & { meId: string | null; spoken: readonly string[] },
): Staged {
  const faces = peers
    .filter((peer) => !(hidesSelf && peer.id === meId && peers.length > 1))
    .map((peer): Item => ({ key: keyOf(peer.id, "camera"), peer, source: "camera" }));
  const screens = peers.flatMap((peer): Item[] =>
    producerOf(peer, "screen") ? [{ key: keyOf(peer.id, "screen"), peer, source: "screen" }] : [],
  );
  const all = [...screens, ...faces];
  const pins = all.filter(({ key }) => pinned.has(key));
  const kind = layout === "auto" ? (pins.length > 0 || screens.length > 0 ? "screen" : "grid") : layout;
  const rank = ({ peer }: Item) => {
    const at = spoken.indexOf(peer.id);
    return at < 0 ? spoken.length : at;
  };
  const others = faces.filter(({ peer }) => peer.id !== meId);
  const last = others.toSorted((one, other) => rank(one) - rank(other))[0] ?? faces[0];
  const mains = mainsOf();
  const isMain = new Set(mains.map(({ key }) => key));
  return { kind, mains, others: all.filter(({ key }) => !isMain.has(key)) };

  function mainsOf(): readonly Item[] {
    if (kind === "grid") return [];
    if (kind === "sides") {
      const wanted = [...pins, ...screens, ...(last ? [last] : []), ...faces];
      return [...new Map(wanted.map((item) => [item.key, item])).values()].slice(0, 2);
    }
    if (pins.length > 0) return pins;
    if (kind === "screen" && screens.length > 0) return screens;
    return last ? [last] : [];
  }
}

/** Those who do not fit on the first page come there once they speak, in the place of who has been silent for longest. */
export function speakersFirst(items: readonly Item[], spoken: readonly string[], each: number): readonly Item[] {
  if (items.length <= each) return items;
  const recent = new Set(spoken.slice(0, each));
  const front = items.slice(0, each);
  const late = items.slice(each).filter(({ peer, source }) => source === "camera" && recent.has(peer.id));
  if (late.length === 0) return items;
  const free = front
    .map((item, at) => ({ item, at }))
    .filter(({ item }) => item.source === "camera" && !recent.has(item.peer.id))
    .toReversed();
  const next = [...items];
  for (const [turn, item] of late.entries()) {
    const place = free[turn];
    if (!place) break;
    next[items.indexOf(item)] = place.item;
    next[place.at] = item;
  }
  return next;
}
