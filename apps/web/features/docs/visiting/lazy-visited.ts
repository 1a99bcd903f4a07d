import dynamic from "next/dynamic";

/** Most who come by a link look at files: what a document needs comes with the first one. */
export const VisitedDocument = dynamic(
  () => import("./visited-document.tsx").then((module) => module.VisitedDocument),
  {
    ssr: false,
  },
);
