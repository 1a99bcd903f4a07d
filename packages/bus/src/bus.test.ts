import { newId, silentLogger } from "@carbyne/kernel";
import { testDatabase } from "@carbyne/testing";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { type Bus, type Hint, signalBytes } from "./bus.ts";
import { createNatsBus } from "./nats.ts";
import { startNats } from "./nats-server.fixture.ts";
import { createPostgresBus } from "./postgres.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
let nats: Awaited<ReturnType<typeof startNats>>;
beforeAll(async () => {
  [db, nats] = await Promise.all([testDatabase(), startNats()]);
});
afterAll(() => Promise.all([db.close(), nats.remove()]));

/** What every bus promises, each bus of its own process. */
const kinds: readonly { name: string; open: () => Bus; openWithoutServer: () => Bus }[] = [
  {
    name: "PostgreSQL",
    open: () => createPostgresBus({ url: db.url, log: silentLogger }),
    openWithoutServer: () => createPostgresBus({ url: "postgresql://nobody@127.0.0.1:1/none", log: silentLogger }),
  },
  {
    name: "NATS",
    open: () => createNatsBus({ url: new URL(`nats://127.0.0.1:${nats.port}`), log: silentLogger }),
    openWithoutServer: () => createNatsBus({ url: new URL("nats://127.0.0.1:1"), log: silentLogger }),
  },
];

describe.each(kinds)("over $name", ({ open, openWithoutServer }) => {
  const opened: Bus[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((bus) => bus.close()));
  });

  /** Buses that hear each other. */
  async function openTogether(count: number): Promise<Bus[]> {
    const buses = Array.from({ length: count }, open);
    opened.push(...buses);
    const heard = new Set<string>();
    const [spaceOf, stops] = [buses.map(() => newId()), [] as (() => void)[]];
    for (const [to, bus] of buses.entries())
      for (const [from, spaceId] of spaceOf.entries())
        stops.push(bus.subscribe(spaceId, () => heard.add(`${from} ${to}`)));
    await vi.waitFor(
      () => {
        for (const [from, bus] of buses.entries()) bus.publish({ spaceId: spaceOf[from] ?? "", modseq: 1n });
        expect(heard.size).toBe(count * count);
      },
      { timeout: 10_000 },
    );
    for (const stop of stops) stop();
    return buses;
  }
  const turn = () => new Promise<void>((resolve) => void setImmediate(resolve));

  test("a burst in one process is a few hints in another, and the last one arrives", async () => {
    const [sender, receiver] = (await openTogether(2)) as [Bus, Bus];
    const space = newId();
    const heard: Hint[] = [];
    receiver.subscribe(space, (hint) => heard.push(hint));
    receiver.subscribe(newId(), () => expect.unreachable("another space's hint"));
    for (let modseq = 1n; modseq <= 1000n; modseq++) sender.publish({ spaceId: space, modseq });
    await vi.waitFor(() => expect(heard.at(-1)?.modseq).toBe(1000n), { timeout: 5000 });
    expect(heard.length).toBeLessThan(10);
  });

  test("hints of more spaces than one payload takes all arrive", async () => {
    const [sender, receiver] = (await openTogether(2)) as [Bus, Bus];
    const spaces = Array.from({ length: 500 }, () => newId());
    const heard = new Map<string, bigint>();
    for (const space of spaces) receiver.subscribe(space, ({ spaceId, modseq }) => heard.set(spaceId, modseq));
    for (const [i, spaceId] of spaces.entries()) sender.publish({ spaceId, modseq: BigInt(i) });
    await vi.waitFor(() => expect([...heard.keys()]).toEqual(spaces), { timeout: 5000 });
    expect(heard.get(spaces[499] ?? "")).toBe(499n);
  });

  test("who listens in the same process hears at once and in order, and not a second time", async () => {
    const [sender, other] = (await openTogether(2)) as [Bus, Bus];
    const [a, b] = [newId(), newId()];
    const [here, there]: [string[], string[]] = [[], []];
    for (const [bus, heard] of [
      [sender, here],
      [other, there],
    ] as const)
      for (const [name, space] of Object.entries({ a, b }))
        bus.subscribe(space, ({ modseq }) => heard.push(`${name}${modseq}`));
    sender.publish({ spaceId: a, modseq: 1n });
    sender.publish({ spaceId: b, modseq: 1n });
    expect(here).toEqual([]);
    await turn();
    expect(here).toEqual(["a1", "b1"]);
    sender.publish({ spaceId: a, modseq: 3n });
    sender.publish({ spaceId: b, modseq: 2n });
    sender.publish({ spaceId: a, modseq: 2n });
    await turn();
    expect(here).toEqual(["a1", "b1", "b2", "a3"]);
    await vi.waitFor(() => expect(there.slice(-2)).toEqual(["b2", "a3"]), { timeout: 5000 });
    // What comes back on the sender's own connection is known.
    other.publish({ spaceId: a, modseq: 4n });
    await vi.waitFor(() => expect(here.at(-1)).toBe("a4"), { timeout: 5000 });
    expect(here).toEqual(["a1", "b1", "b2", "a3", "a4"]);
  });

  test("what is said right before the end still leaves, and nobody hears of it here", async () => {
    const [sender, receiver] = (await openTogether(2)) as [Bus, Bus];
    const space = newId();
    const heard: Hint[] = [];
    receiver.subscribe(space, (hint) => heard.push(hint));
    sender.subscribe(space, () => expect.unreachable("told after the end"));
    sender.publish({ spaceId: space, modseq: 5n });
    await sender.close();
    sender.publish({ spaceId: space, modseq: 6n });
    await vi.waitFor(() => expect(heard).toEqual([{ spaceId: space, modseq: 5n }]), { timeout: 5000 });
  });

  test("who listens in the same process hears also while nothing can be sent", async () => {
    const bus = openWithoutServer();
    const heard: bigint[] = [];
    bus.subscribe("space", ({ modseq }) => heard.push(modseq));
    bus.publish({ spaceId: "space", modseq: 1n });
    await turn();
    expect(heard).toEqual([1n]);
    await bus.close();
  });

  describe("signals", () => {
    const listen = (bus: Bus, topic: string) => {
      const heard: string[] = [];
      bus.onSignal(topic, (signal) => heard.push(`${signal.topic}=${signal.data}`));
      return heard;
    };

    test("are heard by topic or by its beginning, once, in this process and in others", async () => {
      const [sender, other] = (await openTogether(2)) as [Bus, Bus];
      const heard = [sender, other].map((bus) => ({
        one: listen(bus, "typing/room/ann"),
        room: listen(bus, "typing/room/"),
        all: listen(bus, "typing/"),
        none: listen(bus, "typing/ro"),
      }));
      sender.signal("typing/room/ann", "1");
      sender.signal("typing/room/bob", 'né\n\u0000\ud800 "');
      sender.signal("typing/rooms/ann", "3");
      expect(heard[0]?.all).toEqual([]);
      await turn();
      const [ann, bob] = ["typing/room/ann=1", 'typing/room/bob=né\n\u0000\ud800 "'];
      const all = { one: [ann], room: [ann, bob], all: [ann, bob, "typing/rooms/ann=3"], none: [] };
      expect(heard[0]).toEqual(all);
      await vi.waitFor(() => expect(heard[1]).toEqual(all), { timeout: 5000 });
      // What comes back on the sender's own connection is known.
      other.signal("typing/room/ann", "2");
      await vi.waitFor(() => expect(heard[0]?.one).toEqual([ann, "typing/room/ann=2"]), { timeout: 5000 });
    });

    test("of one topic replace each other, and many go together", async () => {
      const [sender, other] = (await openTogether(2)) as [Bus, Bus];
      const heard = listen(other, "here/");
      const told = new Map<string, string>();
      other.onSignal("here/", ({ topic, data }) => told.set(topic, data));
      const text = "x".repeat(signalBytes - 8);
      for (let round = 0; round <= 9; round++)
        for (let person = 0; person < 100; person++) sender.signal(`here/${person}`, `${round}${text}`.slice(0, -1));
      await vi.waitFor(() => expect([...told.values()].filter((data) => data.startsWith("9"))).toHaveLength(100), {
        timeout: 5000,
      });
      expect(heard.length).toBeLessThan(300);
      expect(told.get("here/99")).toBe(`9${text}`.slice(0, -1));
    });

    test("that are too large or have no topic are refused", () => {
      const bus = openWithoutServer();
      opened.push(bus);
      expect(() => bus.signal("here/ann", "é".repeat(signalBytes / 2))).toThrow("508");
      for (const topic of ["", "here/", "a b", "a\nb", "é"]) expect(() => bus.signal(topic, "")).toThrow(RangeError);
    });

    test("are not kept for later while nothing can be sent, and are heard in the same process", async () => {
      const bus = openWithoutServer();
      const heard = listen(bus, "here/");
      bus.signal("here/ann", "1");
      await turn();
      expect(heard).toEqual(["here/ann=1"]);
      const start = performance.now();
      await bus.close();
      expect(performance.now() - start).toBeLessThan(1500);
    });

    test("end with the listener and with the bus", async () => {
      const [bus] = (await openTogether(1)) as [Bus];
      const stop = bus.onSignal("here/", () => expect.unreachable("told after the end"));
      stop();
      bus.signal("here/ann", "1");
      await turn();
      bus.onSignal("here/", () => expect.unreachable("told after the end"));
      bus.signal("here/ann", "2");
      await bus.close();
      bus.signal("here/ann", "3");
      await turn();
    });
  });
});
