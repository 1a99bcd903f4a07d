import { canvas, type Layout, mostInGrid, type Rectangle, type Seen, type Tile } from "./types.ts";

const mostBeside = 4;

type Scene = {
  readonly people: readonly Seen[];
  readonly screens: readonly Seen[];
  /** Who of the people is heard. */
  readonly speakerId: string | null;
};

/** Puts what is seen into the picture. */
export function place(layout: Layout, { people, screens, speakerId }: Scene): Tile[] {
  const screen = screens.at(-1);
  if (layout === "grid") return grid([...screens, ...people].slice(0, mostInGrid), whole);
  if (screen) return beside(screen, first(people, speakerId));
  if (layout === "screen") return grid(people.slice(0, mostInGrid), whole);
  const [large, ...others] = first(people, speakerId);
  return large ? above(large, others) : [];
}

const whole: Rectangle = { x: 0, y: 0, width: canvas.width, height: canvas.height };

/** The speaker before all others, who keep their order. */
function first(people: readonly Seen[], speakerId: string | null): Seen[] {
  const speaks = people.filter(({ personId }) => personId === speakerId);
  return [...speaks, ...people.filter(({ personId }) => personId !== speakerId)];
}

/** Of 1, 2, 4, 9 or 16 places; the last row stands in the middle. */
function grid(seen: readonly Seen[], area: Rectangle): Tile[] {
  const columns = seen.length <= 1 ? 1 : seen.length <= 4 ? 2 : seen.length <= 9 ? 3 : 4;
  const rows = Math.max(1, Math.ceil(seen.length / columns));
  const width = even(area.width / columns);
  const height = even(Math.min(area.height / rows, (width * 9) / 16));
  const top = area.y + (area.height - rows * height) / 2;
  return seen.map((one, index) => {
    const row = Math.floor(index / columns);
    const inRow = row === rows - 1 ? seen.length - row * columns : columns;
    const left = area.x + (area.width - inRow * width) / 2;
    return { ...one, x: even(left + (index % columns) * width), y: even(top + row * height), width, height };
  });
}

/** What is shown at three quarters, and people in a column beside it. */
function beside(screen: Seen, people: readonly Seen[]): Tile[] {
  const width = (canvas.width * 3) / 4;
  const height = even(canvas.height / mostBeside);
  return [
    { ...screen, x: 0, y: 0, width, height: canvas.height },
    ...people
      .slice(0, mostBeside)
      .map((one, index) => ({ ...one, x: width, y: index * height, width: canvas.width - width, height })),
  ];
}

/** One large, and the others in a strip below. */
function above(large: Seen, others: readonly Seen[]): Tile[] {
  if (others.length === 0) return [{ ...large, ...whole }];
  const strip = even(canvas.height / 5);
  const width = even((strip * 16) / 9);
  const shown = others.slice(0, Math.floor(canvas.width / width));
  const left = (canvas.width - shown.length * width) / 2;
  const height = canvas.height - strip;
  return [
    { ...large, x: 0, y: 0, width: canvas.width, height },
    ...shown.map((one, index) => ({ ...one, x: even(left + index * width), y: height, width, height: strip })),
  ];
}

const even = (value: number) => Math.floor(value / 2) * 2;
