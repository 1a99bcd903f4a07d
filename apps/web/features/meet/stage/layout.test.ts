import { expect, test } from "vitest";
import { type Arranged, arrange, gap, gridIn, layouts, type Rect } from "./layout.ts";

const desk = { width: 1056, height: 760 };
const phone = { width: 366, height: 560 };

const all = ({ mains, others }: Arranged) => [...mains, ...others];
const overlaps = (one: Rect, other: Rect) =>
  one.x < other.x + other.width - 0.01 &&
  other.x < one.x + one.width - 0.01 &&
  one.y < other.y + other.height - 0.01 &&
  other.y < one.y + one.height - 0.01;

test("nothing lies over something else or out of the box, however many there are", () => {
  for (const kind of layouts)
    for (const box of [desk, phone])
      for (const mains of [0, 1, 2, 3])
        for (const others of [0, 1, 2, 3, 5, 9, 17, 60]) {
          const about = `${kind} ${box.width} ${mains} ${others}`;
          const rects = all(arrange(kind, box, { mains, others, page: 0 }));
          expect(rects.length, about).toBeGreaterThanOrEqual(Math.min(mains + others, 1));
          for (const [at, rect] of rects.entries()) {
            expect(rect.x, about).toBeGreaterThan(-0.01);
            expect(rect.y, about).toBeGreaterThan(-0.01);
            expect(rect.x + rect.width, about).toBeLessThan(box.width + 0.01);
            expect(rect.y + rect.height, about).toBeLessThan(box.height + 0.01);
            expect(
              rects.slice(at + 1).some((other) => overlaps(rect, other)),
              about,
            ).toBe(false);
          }
        }
});

test("tiles of a grid are 16:9, as large as they can be, eight pixels apart, the last row in the middle", () => {
  const [one, two, three] = gridIn({ x: 0, y: 0, width: 1000, height: 800 }, 3);
  if (!one || !two || !three) throw new Error("three tiles");
  expect(one.width / one.height).toBeCloseTo(16 / 9);
  expect(two.x - one.x - one.width).toBeCloseTo(gap);
  expect(three.y - one.y - one.height).toBeCloseTo(gap);
  expect(three.x + three.width / 2).toBeCloseTo(500);
});

test("a grid has sixteen on a page, and the last page has the rest", () => {
  const page = (at: number) => arrange("grid", desk, { mains: 0, others: 40, page: at });
  expect([0, 1, 2, 9].map((at) => [page(at).from, page(at).others.length])).toEqual([
    [0, 16],
    [16, 16],
    [32, 8],
    [32, 8],
  ]);
  expect(page(0).pages).toBe(3);
});

test("a screen is large with a column of people beside it, and above them on a phone", () => {
  const wide = arrange("screen", desk, { mains: 1, others: 9, page: 0 });
  expect(wide.mains[0]?.width).toBeGreaterThan(desk.width * 0.7);
  expect(new Set(wide.others.map(({ x }) => x)).size).toBe(1);
  const tall = arrange("screen", phone, { mains: 1, others: 9, page: 0 });
  expect(tall.mains[0]?.width).toBe(phone.width);
  expect(new Set(tall.others.map(({ x }) => x)).size).toBe(2);
});

test("who speaks is large above a strip of the others", () => {
  const { mains, others } = arrange("speaker", desk, { mains: 1, others: 3, page: 0 });
  expect(new Set(others.map(({ y }) => y)).size).toBe(1);
  expect(mains[0]?.height).toBeGreaterThan(desk.height * 0.7);
});

test("two side by side are alike", () => {
  const { mains } = arrange("sides", desk, { mains: 2, others: 5, page: 0 });
  expect(mains.map(({ width }) => Math.round(width))).toEqual([524, 524]);
});
