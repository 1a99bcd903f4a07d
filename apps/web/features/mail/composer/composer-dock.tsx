"use client";

import dynamic from "next/dynamic";
import { createPortal } from "react-dom";
import { useComposers } from "./composer-store.ts";

// The editor is the largest part of the client and is not needed to read mail.
const Composer = dynamic(() => import("./composer.tsx").then((module) => module.Composer), { ssr: false });

/** The messages that are being written, over every module. Once behind the sign-in. */
export function ComposerDock() {
  const composers = useComposers();
  if (composers.length === 0) return null;
  return createPortal(
    <div className="pointer-events-none fixed end-6 bottom-0 z-[15] flex flex-row-reverse items-end gap-3 max-md:inset-x-3 max-md:bottom-[60px] max-md:flex-col max-md:items-stretch max-md:gap-1">
      {composers.map((composer) => (
        <Composer key={composer.id} composer={composer} />
      ))}
    </div>,
    document.body,
  );
}
