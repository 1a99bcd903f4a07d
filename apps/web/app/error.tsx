"use client";

import { BrokenPage } from "../features/frame/broken-page.tsx";

export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  return <BrokenPage onRetry={reset} />;
}
