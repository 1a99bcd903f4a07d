import { TRPCClientError } from "@trpc/client";

export interface Uploaded {
  uploadId: string;
  name: string;
  type: string;
  sizeBytes: number;
}

export interface UploadInput {
  file: File;
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

/** Sends a file for a message that is being written. fetch tells nothing about what has gone out, so this is the older interface. */
export function upload({ file, onProgress, signal }: UploadInput): Promise<Uploaded> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const query = new URLSearchParams({ name: file.name, type: file.type });
    request.open("POST", `/upload?${query}`);
    request.setRequestHeader("x-carbyne", "1");
    request.responseType = "json";
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onload = () => {
      const answer: unknown = request.response;
      if (isUploaded(answer)) resolve(answer);
      else reject(refused(answer));
    };
    request.onerror = () => reject(new TRPCClientError("the upload did not arrive"));
    request.onabort = () => reject(new DOMException("taken back", "AbortError"));
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

function isUploaded(answer: unknown): answer is Uploaded {
  return typeof answer === "object" && answer !== null && "uploadId" in answer;
}

/** The refusal of the upload's door in the form in which the other door gives its own, so that one place has the words. */
function refused(answer: unknown): Error {
  const refusal = typeof answer === "object" && answer !== null && "refusal" in answer ? answer.refusal : null;
  return TRPCClientError.from({ error: { code: -32603, message: "refused", data: { refusal } } });
}
