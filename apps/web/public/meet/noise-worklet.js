/* Takes noise out of a voice, off the page's own thread: RNNoise wants 480 samples at 48 kHz, a worklet is given 128. */
import { Rnnoise } from "/meeting-parts/noise/rnnoise.js";

// What was compiled looks for a page or a worker; a worklet is neither, and has all that it needs.
globalThis.WorkerGlobalScope ??= class {};

/** RNNoise counts as 16-bit samples do. */
const scale = 32768;

class NoiseRemover extends AudioWorkletProcessor {
  constructor() {
    super();
    this.isOver = false;
    this.given = [];
    this.made = [];
    this.state = null;
    this.port.onmessage = () => {
      this.isOver = true;
      this.state?.destroy();
      this.state = null;
    };
    Rnnoise.load().then(
      (rnnoise) => {
        if (this.isOver) return;
        this.size = rnnoise.frameSize;
        this.frame = new Float32Array(this.size);
        this.filled = 0;
        this.state = rnnoise.createDenoiseState();
        this.port.postMessage("ready");
      },
      () => this.port.postMessage("failed"),
    );
  }

  process([[input] = []], [[output] = []]) {
    if (this.isOver) return false;
    if (!input || !output) return true;
    if (!this.state) {
      output.set(input);
      return true;
    }
    for (let at = 0; at < input.length; at++) {
      this.frame[this.filled++] = input[at] * scale;
      if (this.filled < this.size) continue;
      this.state.processFrame(this.frame);
      for (const sample of this.frame) this.made.push(sample / scale);
      this.filled = 0;
    }
    if (this.made.length >= output.length) output.set(this.made.splice(0, output.length));
    return true;
  }
}

registerProcessor("noise-remover", NoiseRemover);
