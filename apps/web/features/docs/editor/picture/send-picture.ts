import { TRPCClientError } from "@trpc/client";
import { server } from "../../../../client/server.ts";

export interface Sending {
  documentId: string;
  file: File;
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

/** Gives a picture to the document, and answers its id. fetch tells nothing about what has gone out, so this is the older interface. */
export function sendPicture({ documentId, file, onProgress, signal }: Sending): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/documents/${documentId}/pictures`);
    request.setRequestHeader("x-carbyne", "1");
    request.responseType = "json";
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onload = () => {
      const answer: unknown = request.response;
      if (request.status === 200 && isAdded(answer)) resolve(answer.id);
      else reject(refused(answer));
    };
    request.onerror = () => reject(new TRPCClientError("the picture did not arrive"));
    request.onabort = () => reject(new DOMException("taken back", "AbortError"));
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

function isAdded(answer: unknown): answer is { id: string } {
  return typeof answer === "object" && answer !== null && "id" in answer && typeof answer.id === "string";
}

/** The refusal of this door in the form in which the other door gives its own, so that one place has the words. */
function refused(answer: unknown): Error {
  const refusal = typeof answer === "object" && answer !== null && "refusal" in answer ? answer.refusal : null;
  return TRPCClientError.from({ error: { code: -32603, message: "refused", data: { refusal } } });
}

/** Gives the document a picture that lies in Files. */
export async function copyPicture(documentId: string, nodeId: string): Promise<string> {
  return (await server.documents.addPicture.mutate({ id: documentId, nodeId })).id;
}
