import type { Metadata } from "next";
import { LinkScreen } from "../../../features/links/link-screen.tsx";

/** What is shown to whoever has an address is no search engine's to tell. */
export const metadata: Metadata = { robots: { index: false, follow: false }, referrer: "no-referrer" };

export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  return <LinkScreen token={token} />;
}
