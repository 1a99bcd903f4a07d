import type { Peer } from "@carbyne/sfu/messages";
import { expect, test } from "vitest";
import { type Item, speakersFirst, stage, type Staging } from "./items.ts";

function peer(id: string, shares = false): Peer {
  return {
    id,
    personId: id,
    kind: "account",
    name: id,
    isModerator: false,
    joinedAt: "2026-01-05T10:00:00.000Z",
    handAt: null,
    quality: 0,
    producers: shares ? [{ id: `${id}-screen`, source: "screen", isPaused: false }] : [],
  };
}

const peers = ["me", "ann", "ben", "cem"].map((id) => peer(id));
const usual: Staging = { layout: "auto", pinned: new Set(), hidesSelf: false };
const keys = (items: readonly Item[]) => items.map(({ key }) => key);
const staged = (all: Peer[], staging: Partial<Staging> = {}, spoken: string[] = []) => {
  const { kind, mains, others } = stage(all, { ...usual, ...staging, meId: "me", spoken });
  return [kind, keys(mains), others.length];
};

test("a grid, until something is shared, which is large then", () => {
  expect(staged(peers)).toEqual(["grid", [], 4]);
  expect(staged([...peers, peer("dan", true), peer("eva", true)])).toEqual(["screen", ["screen dan", "screen eva"], 6]);
});

test("who spoke last of the others is large, and oneself only where nobody else is", () => {
  expect(staged(peers, { layout: "speaker" }, ["me", "cem", "ann"])).toEqual(["speaker", ["camera cem"], 3]);
  expect(staged(peers, { layout: "speaker" })).toEqual(["speaker", ["camera ann"], 3]);
  expect(staged([peer("me")], { layout: "speaker" })).toEqual(["speaker", ["camera me"], 0]);
});

test("what is pinned is large whatever else is", () => {
  const pinned = new Set(["camera ben"]);
  expect(staged([...peers, peer("dan", true)], { pinned }, ["cem"])).toEqual(["screen", ["camera ben"], 5]);
  expect(staged(peers, { pinned, layout: "sides" }, ["cem"])).toEqual(["sides", ["camera ben", "camera cem"], 2]);
});

test("who hides themselves sees the others alone, but is not left with nothing", () => {
  expect(staged(peers, { hidesSelf: true })).toEqual(["grid", [], 3]);
  expect(staged([peer("me")], { hidesSelf: true })).toEqual(["grid", [], 1]);
});

test("who speaks on a later page comes to the first one, and everybody stays there once", () => {
  const many = Array.from({ length: 20 }, (_, at) => ({
    key: `camera ${at}`,
    peer: peer(String(at)),
    source: "camera" as const,
  }));
  const first = speakersFirst(many, ["17", "3"], 16).map((item) => item.peer.id);
  expect(first.slice(0, 16)).toContain("17");
  expect(first.slice(0, 16)).toContain("3");
  expect(first.toSorted()).toEqual(many.map((item) => item.peer.id).toSorted());
  expect(speakersFirst(many, ["3"], 16)).toBe(many);
});
