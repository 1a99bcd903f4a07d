const key = "meet.picture";
const size = { width: 1280, height: 720 };

/** Lets the person choose a file; null when they choose none. */
export function askPicture(): Promise<File | null> {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = "image/*";
  return new Promise((resolve) => {
    input.addEventListener("change", () => resolve(input.files?.[0] ?? null));
    input.addEventListener("cancel", () => resolve(null));
    input.click();
  });
}

/** Keeps a picture for behind oneself, as large as it is sent, in this browser alone. */
export async function keepPicture(file: Blob): Promise<void> {
  const whole = await createImageBitmap(file);
  const scale = Math.min(Math.max(size.width / whole.width, size.height / whole.height), 1);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(whole.width * scale);
  canvas.height = Math.round(whole.height * scale);
  canvas.getContext("2d")?.drawImage(whole, 0, 0, canvas.width, canvas.height);
  window.localStorage.setItem(key, canvas.toDataURL("image/jpeg", 0.85));
}

/** The picture that was kept. Throws where there is none. */
export async function ownPicture(): Promise<ImageBitmap> {
  const kept = window.localStorage.getItem(key);
  if (kept === null) throw new TypeError("no picture");
  const image = new Image();
  image.src = kept;
  await image.decode();
  return createImageBitmap(image);
}
