/** Who is in a picture: opaque where somebody is. */
export type Segmenter = {
  readonly find: (video: HTMLVideoElement) => Promise<CanvasImageSource | null>;
  readonly close: () => void;
};

type Results = { readonly segmentationMask: CanvasImageSource };
type Solution = {
  setOptions(options: { modelSelection: number }): void;
  onResults(listener: (results: Results) => void): void;
  initialize(): Promise<void>;
  send(inputs: { image: HTMLCanvasElement }): Promise<void>;
  close(): Promise<void>;
};
type Constructor = new (config: { locateFile: (name: string) => string }) => Solution;

/** The model looks at no more than this. */
const seen = { width: 256, height: 144 };
const base = "/meeting-parts/background";
let loading: Promise<Constructor> | undefined;

/** The program is one that makes itself a name of the window, as programs once did. */
function load(): Promise<Constructor> {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `${base}/selfie_segmentation.js`;
    script.addEventListener("load", () => {
      const found = (window as unknown as { SelfieSegmentation?: Constructor }).SelfieSegmentation;
      if (found) resolve(found);
      else reject(new Error("segmentation has no name"));
    });
    script.addEventListener("error", () => {
      loading = undefined;
      reject(new Error("segmentation did not load"));
    });
    document.head.append(script);
  });
  return loading;
}

export async function openSegmenter(): Promise<Segmenter> {
  const Segmentation = await load();
  const solution = new Segmentation({ locateFile: (name) => `${base}/${name}` });
  let mask: CanvasImageSource | null = null;
  // The wide model: faster, and made for a person before a camera.
  solution.setOptions({ modelSelection: 1 });
  solution.onResults((results) => {
    mask = results.segmentationMask;
  });
  await solution.initialize();
  const small = document.createElement("canvas");
  [small.width, small.height] = [seen.width, seen.height];
  const pen = small.getContext("2d");
  return {
    async find(video) {
      pen?.drawImage(video, 0, 0, seen.width, seen.height);
      await solution.send({ image: small });
      return mask;
    },
    close: () => void solution.close(),
  };
}
