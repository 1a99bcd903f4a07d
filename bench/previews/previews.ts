import type { SoloBench } from "../bench.ts";
import { soloRound } from "../solo.ts";
import { letter, openStage, photograph } from "./stage.ts";

const rounds = 3;
const each = 4;
const docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Processor time for a small picture of a photograph of 24 megapixels, all processes of the server together, and the time that somebody waits for it. */
export const thumbs: SoloBench = {
  kind: "solo",
  name: "thumbs",
  async run(onCleanUp) {
    const stage = await openStage(onCleanUp);
    const once = async (round: number) => {
      const addresses: string[] = [];
      for (let at = 0; at < each; at++) {
        const content = photograph(round * each + at);
        addresses.push(await stage.deliver({ name: "photo.jpg", type: "image/jpeg", content }));
      }
      // Indexing and packing of what came in are not what is measured.
      await new Promise((resolve) => setTimeout(resolve, 8000));
      const before = stage.cpuMs();
      const waited: number[] = [];
      for (const address of addresses) waited.push(await stage.see(`${address}/preview?area=320x240&fit=cover`));
      return { figure: (stage.cpuMs() - before) / each, parts: { "waited ms": mean(waited) } };
    };
    const measured = [];
    for (let round = 1; round <= rounds; round++)
      measured.push(await soloRound(`thumbs: round ${round}`, () => once(round)));
    return [{ label: "cpu of 24 MP", unit: "ms", aim: 300, rounds: measured }];
  },
};

/** The wait for the first page of a document of Word's, nothing made before, and again. */
export const convert: SoloBench = {
  kind: "solo",
  name: "convert",
  async run(onCleanUp) {
    const stage = await openStage(onCleanUp);
    const [cold, cached] = [[], []] as [
      Awaited<ReturnType<typeof soloRound>>[],
      Awaited<ReturnType<typeof soloRound>>[],
    ];
    for (let round = 1; round <= rounds; round++) {
      const address = `${await stage.deliver({ name: "letter.docx", type: docx, content: letter(round) })}/preview?area=640x480`;
      const measure = async () => ({ figure: await stage.see(address), parts: {} });
      cold.push(await soloRound(`convert: cold ${round}`, measure));
      cached.push(await soloRound(`convert: cached ${round}`, measure));
    }
    return [
      { label: "first page, cold", unit: "ms", aim: 3000, rounds: cold },
      { label: "first page, cached", unit: "ms", aim: 50, rounds: cached },
    ];
  },
};
