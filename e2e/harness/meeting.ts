import type { Page } from "playwright-core";
import { expect } from "vitest";

const soon = { timeout: 20_000 };

/** How many pictures the tile of somebody has shown so far; 0 where there is none. */
export const picturesOf = (page: Page, name: string): Promise<number> =>
  page.evaluate(
    `document.querySelector('article[aria-label="${name}"] video')?.getVideoPlaybackQuality().totalVideoFrames ?? 0`,
  );

/** Waits until somebody is seen to move. */
export async function sees(page: Page, name: string): Promise<void> {
  await page.getByRole("article", { name, exact: true }).locator("video").waitFor();
  const within = async () => {
    const before = await picturesOf(page, name);
    await page.waitForTimeout(600);
    return (await picturesOf(page, name)) - before;
  };
  await expect.poll(within, soon).toBeGreaterThan(3);
}

/** The loudest of what a page plays within some seconds, from 0 to 1; the fake microphone beeps every second. */
export const loudest = (page: Page, seconds = 1.5): Promise<number> =>
  page.evaluate(`(async () => {
    const audio = (window.testAudio ??= new AudioContext());
    await audio.resume();
    const analysers = [...document.querySelectorAll("audio")].flatMap(({ srcObject }) => {
      if (!srcObject) return [];
      const analyser = new AnalyserNode(audio, { fftSize: 2048 });
      audio.createMediaStreamSource(srcObject).connect(analyser);
      return [analyser];
    });
    const samples = new Float32Array(2048);
    let most = 0;
    for (const until = performance.now() + ${seconds * 1000}; performance.now() < until; ) {
      for (const analyser of analysers) {
        analyser.getFloatTimeDomainData(samples);
        for (const sample of samples) most = Math.max(most, Math.abs(sample));
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return most;
  })()`);

/** From here on something is heard; below it is what a codec makes of silence. */
export const audible = 0.02;

export const hears = (page: Page): Promise<void> => expect.poll(() => loudest(page), soon).toBeGreaterThan(audible);
export const hearsNothing = (page: Page): Promise<void> =>
  expect.poll(() => loudest(page, 2.5), soon).toBeLessThan(audible);

/** Comes in from the lobby. */
export async function join(page: Page, verb: "Begin" | "Join"): Promise<void> {
  await page.getByRole("button", { name: verb, exact: true }).click();
  await page.getByRole("toolbar", { name: "Meeting controls" }).waitFor();
}
