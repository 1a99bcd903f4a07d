import { expect, test } from "vitest";
import { type Dns, findHosts } from "./find-hosts.ts";

const fault = (code: string) => Promise.reject(Object.assign(new Error(code), { code }));

function dnsOf(zone: {
  mx?: Record<string, [number, string][] | "SERVFAIL">;
  a?: Record<string, string[] | "SERVFAIL">;
  aaaa?: Record<string, string[] | "SERVFAIL">;
}): Dns {
  const find = <Value>(records: Record<string, Value[] | "SERVFAIL"> | undefined, name: string): Promise<Value[]> => {
    const found = records?.[name];
    if (found === "SERVFAIL") return fault("ESERVFAIL");
    return found ? Promise.resolve(found) : fault("ENODATA");
  };
  return {
    resolveMx: async (name) => (await find(zone.mx, name)).map(([priority, exchange]) => ({ priority, exchange })),
    resolve4: (name) => find(zone.a, name),
    resolve6: (name) => find(zone.aaaa, name),
  };
}

test("servers come by preference, equal ones in turns, each with all of its addresses", async () => {
  const dns = dnsOf({
    mx: {
      "x.example": [
        [20, "c."],
        [10, "A."],
        [10, "b"],
      ],
    },
    a: { a: ["192.0.2.1", "192.0.2.2"], b: ["192.0.2.3"], c: ["192.0.2.4"] },
    aaaa: { a: ["2001:db8::1"] },
  });
  const orders = new Set<string>();
  for (let i = 0; i < 100; i++) {
    const found = await findHosts("x.example", dns);
    if (found.status !== "found") throw new Error(found.reply);
    orders.add(found.hosts.map(({ name }) => name).join(""));
    expect(found.hosts.find(({ name }) => name === "a")?.addresses).toHaveLength(3);
  }
  expect([...orders].sort()).toEqual(["abc", "bac"]);
});

test("a name server that fails for AAAA, or for one server of several, keeps no mail back", async () => {
  const dns = dnsOf({
    mx: {
      "x.example": [
        [10, "broken"],
        [20, "good"],
      ],
    },
    a: { broken: "SERVFAIL", good: ["192.0.2.1"] },
    aaaa: { broken: "SERVFAIL", good: "SERVFAIL" },
  });
  expect(await findHosts("x.example", dns)).toEqual({
    status: "found",
    hosts: [{ name: "good", addresses: ["192.0.2.1"] }],
  });
  expect(await findHosts("good", dns)).toMatchObject({ status: "found" });
});

test("only an answer says that there is no server; a fault puts off", async () => {
  const dns = dnsOf({
    mx: {
      "down.example": "SERVFAIL",
      "half.example": [[10, "broken"]],
      "null.example": [[0, "."]],
      "gone.example": [[10, "nowhere"]],
    },
    a: { broken: "SERVFAIL" },
  });
  expect(await findHosts("down.example", dns)).toMatchObject({ status: "deferred" });
  expect(await findHosts("half.example", dns)).toMatchObject({ status: "deferred" });
  expect(await findHosts("gone.example", dns)).toMatchObject({ status: "failed" });
  expect(await findHosts("null.example", dns)).toMatchObject({
    status: "failed",
    reply: expect.stringContaining("5.1.10"),
  });
  expect(await findHosts("[IPv6:2001:db8::5]", dns)).toMatchObject({ hosts: [{ addresses: ["2001:db8::5"] }] });
});

test("a domain that names a thousand servers costs ten lookups", async () => {
  let asked = 0;
  const dns: Dns = {
    resolveMx: () => Promise.resolve(Array.from({ length: 1000 }, (_, i) => ({ priority: i, exchange: `h${i}` }))),
    resolve4: () => Promise.resolve([`192.0.2.${++asked}`]),
    resolve6: () => fault("ENODATA"),
  };
  expect(await findHosts("x.example", dns)).toMatchObject({ status: "found" });
  expect(asked).toBe(10);
});
