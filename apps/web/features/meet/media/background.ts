import { ownPicture } from "./own-picture.ts";
import { openSegmenter } from "./segmenter.ts";
import { startTicking } from "./ticking.ts";
import type { Treated } from "./treat.ts";

const perSecond = 20;
const softness = 12;

/** A picture with what is behind a person made soft, or another one put there. Where that cannot be done the picture is not sent as it is: who asked for it has a reason. */
export async function withBackground(raw: MediaStreamTrack, background: string): Promise<Treated> {
  const video = document.createElement("video");
  video.muted = true;
  video.srcObject = new MediaStream([raw]);
  const [segmenter, picture] = await Promise.all([
    openSegmenter(),
    background === "picture" ? ownPicture() : null,
    video.play(),
  ]);
  const canvas = document.createElement("canvas");
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  const pen = canvas.getContext("2d");
  if (!pen) throw new TypeError("no canvas");

  async function draw(to: CanvasRenderingContext2D): Promise<void> {
    const { width, height } = canvas;
    const mask = await segmenter.find(video);
    if (!mask) return;
    to.save();
    to.clearRect(0, 0, width, height);
    to.filter = "blur(3px)";
    to.drawImage(mask, 0, 0, width, height);
    to.filter = "none";
    to.globalCompositeOperation = "source-in";
    to.drawImage(video, 0, 0, width, height);
    to.globalCompositeOperation = "destination-over";
    if (picture) covering(to, picture, { width, height });
    else {
      to.filter = `blur(${softness}px)`;
      to.drawImage(video, 0, 0, width, height);
    }
    to.restore();
  }

  await draw(pen);
  let isBusy = false;
  let freeAt = 0;
  const stop = startTicking(perSecond, () => {
    // A slow machine shows fewer pictures, and has half of its time for all else.
    const began = performance.now();
    if (isBusy || began < freeAt) return;
    isBusy = true;
    void draw(pen).finally(() => {
      isBusy = false;
      freeAt = 2 * performance.now() - began - 1000 / perSecond;
    });
  });
  const [track] = canvas.captureStream(perSecond).getVideoTracks();
  if (!track) throw new TypeError("no track");
  return {
    track,
    end() {
      stop();
      track.stop();
      raw.stop();
      video.srcObject = null;
      segmenter.close();
    },
  };
}

/** All of the place, and no more of the picture than fits. */
function covering(to: CanvasRenderingContext2D, picture: ImageBitmap, box: { width: number; height: number }): void {
  const scale = Math.max(box.width / picture.width, box.height / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  to.drawImage(picture, (box.width - width) / 2, (box.height - height) / 2, width, height);
}
