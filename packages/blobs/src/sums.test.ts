import { createHash, randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";
import { expect, test } from "vitest";
import { startSums } from "./sum-thread.ts";
import { createSums, pieceBytes, sumsOf } from "./sums.ts";

test.each([0, 1, pieceBytes - 1, pieceBytes, pieceBytes + 1, 3 * pieceBytes + 5])(
  "sums of %i bytes are the same in whatever parts they come, here and on the other thread",
  async (size) => {
    const data = randomBytes(size);
    const [here, there] = [createSums(), startSums()];
    for (let at = 0; at < size; ) {
      const part = data.subarray(at, at + 1 + ((at * 7919) % 100_000));
      here.add(part);
      await there.add(part);
      at += part.length;
    }
    const sums = here.result();
    expect(sums).toEqual(sumsOf(data));
    expect(await there.result()).toEqual(sums);
    there.end();
    expect(sums.hash).toEqual(createHash("sha256").update(data).digest());
    expect(sums.crc).toBe(crc32(data) | 0);
    const ends = Array.from({ length: Math.ceil(size / pieceBytes) }, (_, i) => (i + 1) * pieceBytes);
    expect(Array.from(ends, (_, i) => sums.crcs.readUInt32BE(i * 4))).toEqual(
      ends.map((end) => crc32(data.subarray(0, end))),
    );
  },
);

test("several make sums at once on the other thread, and each gets its own", async () => {
  const contents = Array.from({ length: 20 }, (_, i) => randomBytes(1000 + i));
  const made = await Promise.all(
    contents.map(async (data, i) => {
      const sums = startSums(i % 2 === 0 ? "sha256" : "md5");
      await Promise.all([sums.add(data.subarray(0, 500)), sums.add(data.subarray(500))]);
      const { hash } = await sums.result();
      sums.end();
      await expect(sums.result()).rejects.toThrow("have ended");
      return hash;
    }),
  );
  for (const [i, data] of contents.entries())
    expect(made[i]).toEqual(
      createHash(i % 2 === 0 ? "sha256" : "md5")
        .update(data)
        .digest(),
    );
});
