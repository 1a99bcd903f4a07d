import { expect, test } from "vitest";
import { rememberAnswers } from "./remember-answers.ts";

function counting(answers: Record<string, string[] | string>) {
  const asked: string[] = [];
  let time = 0;
  const resolve = rememberAnswers(
    (name, type) => {
      asked.push(`${type} ${name}`);
      const answer = answers[name] ?? "ENOTFOUND";
      return typeof answer === "string"
        ? Promise.reject(Object.assign(new Error(answer), { code: answer }))
        : Promise.resolve(answer);
    },
    () => time,
  );
  return { asked, resolve, wait: (ms: number) => (time += ms) };
}

test("a record is asked for once, also by many at once and in other letters, until a minute is over", async () => {
  const { asked, resolve, wait } = counting({ "a.example": ["v=spf1 -all"], "A.example": ["v=spf1 -all"] });
  expect(await Promise.all([resolve("a.example", "TXT"), resolve("A.example", "TXT")])).toEqual([
    ["v=spf1 -all"],
    ["v=spf1 -all"],
  ]);
  await resolve("a.example", "MX");
  expect(asked).toEqual(["TXT a.example", "MX a.example"]);
  wait(60_000);
  await resolve("a.example", "TXT");
  expect(asked).toHaveLength(3);
});

test("that there is nothing is remembered, that nobody answered is not", async () => {
  const { asked, resolve } = counting({ "down.example": "ETIMEOUT" });
  for (const name of ["none.example", "none.example", "down.example", "down.example"])
    await expect(resolve(name, "TXT")).rejects.toThrow(/ENOTFOUND|ETIMEOUT/);
  expect(asked).toEqual(["TXT none.example", "TXT down.example", "TXT down.example"]);
});

test("names without end do not fill the memory: the oldest go", async () => {
  const { asked, resolve } = counting({});
  for (let i = 0; i <= 5000; i++) await resolve(`${i}.example`, "TXT").catch(() => {});
  await resolve("5000.example", "TXT").catch(() => {});
  expect(asked).toHaveLength(5001);
  await resolve("0.example", "TXT").catch(() => {});
  expect(asked).toHaveLength(5002);
});
