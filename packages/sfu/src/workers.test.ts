import { expect, test } from "vitest";
import { listenInfos } from "./workers.ts";

const addresses = ["127.0.0.1", "10.0.0.5", "172.17.0.1", "2001:db8::5"];
const announcedOf = (announced: string | null) =>
  listenInfos({ port: 44_444, addresses, announced }, 1)
    .filter(({ protocol }) => protocol === "udp")
    .map(({ announcedAddress }) => announcedAddress ?? null);

test("each worker has its own port, for UDP and TCP, at every address", () => {
  const infos = listenInfos({ port: 44_444, addresses, announced: null }, 1);
  expect(infos.map(({ protocol, ip }) => `${protocol} ${ip}`)).toEqual(
    addresses.flatMap((ip) => [`udp ${ip}`, `tcp ${ip}`]),
  );
  expect(new Set(infos.map(({ port }) => port))).toEqual(new Set([44_445]));
  expect(listenInfos({ port: 0, addresses, announced: null }, 1)[0]).not.toHaveProperty("port");
});

test("the address from outside is announced once, beside what it can mean", () => {
  expect(announcedOf(null)).toEqual([null, null, null, null]);
  expect(announcedOf("203.0.113.9")).toEqual([null, "203.0.113.9", null, null]);
  expect(announcedOf("2001:db8::9")).toEqual([null, null, null, "2001:db8::9"]);
  expect(announcedOf("meet.example.org")).toEqual([null, "meet.example.org", null, null]);
});
