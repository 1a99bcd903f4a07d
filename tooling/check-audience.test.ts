import { expect, test } from "vitest";
import { audienceFaults } from "./check-audience.ts";

const router = (text: string) => audienceFaults([{ path: "packages/api/src/routers/a.ts", text }]);

test("procedures for somebody are well", () => {
  expect(
    router(`import { admin as administrators, open, signedIn } from "../trpc.ts";
export const a = router({
  me: open.query(({ ctx }) => null),
  list: administrators
    .input(z.object({ id: z.uuid() }))
    .mutation(({ ctx, input }) => list((ctx), input)),
  live: signedIn.subscription(async function* () {}),
});`),
  ).toEqual([]);
});

test("procedures for nobody in particular are found", () => {
  expect(router("a: t.procedure.query(() => 1)")).toHaveLength(2);
  expect(router("a: everybody.input(A).mutation(() => 1)")).toEqual([
    "packages/api/src/routers/a.ts:1: is built from none of open, inRoom, signedIn, admin",
  ]);
});

test("a route without an audience is found", () => {
  const text = `export const routes: readonly Route[] = [
  {
    name: "health",
    audience: "open",
  },
  {
    name: "backup",
    method: "GET",
  },
];`;
  expect(audienceFaults([{ path: "apps/server/http/handle.ts", text }])).toEqual([
    "apps/server/http/handle.ts: the route backup has no audience",
  ]);
  expect(audienceFaults([{ path: "apps/server/http/handle.ts", text: "" }])).toHaveLength(1);
});
