import type { ReactNode } from "react";
import { SignedIn } from "../../features/frame/signed-in.tsx";

export default function Layout({ children }: { children: ReactNode }) {
  return <SignedIn>{children}</SignedIn>;
}
