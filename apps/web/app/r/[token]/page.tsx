import type { Metadata } from "next";
import { GuestScreen } from "../../../features/chat/guest-page/guest-screen.tsx";

/** What is said in a room is no search engine's to tell, nor is the way into it. */
export const metadata: Metadata = { robots: { index: false, follow: false }, referrer: "no-referrer" };

export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  return <GuestScreen token={token} />;
}
