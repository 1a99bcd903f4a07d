import {
  getDocument,
  GlobalWorkerOptions,
  PasswordResponses,
  type PDFDocumentProxy,
  VerbosityLevel,
  version,
} from "pdfjs-dist";
import { Unshown } from "../unshown.ts";
import { fetchMade } from "../use-made.ts";

const parts = `/pdf-reader/${version}`;
GlobalWorkerOptions.workerSrc = `${parts}/build/pdf.worker.min.mjs`;

export interface Opening {
  document: Promise<PDFDocumentProxy>;
  close: () => void;
}

/** What is asked of who opens a document that is protected. */
export interface PasswordWish {
  isWrong: boolean;
  answer: (password: string) => void;
}

/**
 * Opens a PDF file: one that lies here by the stretches of it that are read, a part of a message at once, one that is made when it is there. Scripts in it are not run, forms that would
 * need them (XFA) are not drawn, and whatever it names elsewhere is not fetched.
 */
export function openPdf(
  url: string,
  { isMade, isPart, onPassword }: { isMade: boolean; isPart: boolean; onPassword: (wish: PasswordWish) => void },
): Opening {
  const stopping = new AbortController();
  let task: ReturnType<typeof getDocument> | undefined;
  const open = async () => {
    const source = isMade
      ? { data: new Uint8Array(await (await fetchMade(url, stopping.signal)).arrayBuffer()) }
      : { url, disableAutoFetch: true, disableStream: true, disableRange: isPart, rangeChunkSize: 2 ** 19 };
    if (stopping.signal.aborted) throw new DOMException("", "AbortError");
    task = getDocument({
      ...source,
      cMapUrl: `${parts}/cmaps/`,
      standardFontDataUrl: `${parts}/standard_fonts/`,
      wasmUrl: `${parts}/wasm/`,
      iccUrl: `${parts}/iccs/`,
      enableXfa: false,
      verbosity: VerbosityLevel.ERRORS,
    });
    task.onPassword = (answer: (password: string) => void, why: number) =>
      onPassword({ isWrong: why === PasswordResponses.INCORRECT_PASSWORD, answer });
    return task.promise.catch((error: unknown) => {
      throw nameOf(error) === "InvalidPDFException" ? new Unshown("preview-broken") : error;
    });
  };
  return {
    document: open(),
    close() {
      stopping.abort();
      void task?.destroy();
    },
  };
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : "");
