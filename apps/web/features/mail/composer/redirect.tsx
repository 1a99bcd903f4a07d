import dynamic from "next/dynamic";
import { useRedirectAsked } from "./redirect-store.ts";

const RedirectDialog = dynamic(() => import("./redirect-dialog.tsx").then((module) => module.RedirectDialog), {
  ssr: false,
});

/** Asks to whom a message is redirected, when that was asked for. Once behind the sign-in. */
export function Redirect() {
  const messageId = useRedirectAsked();
  return messageId === null ? null : <RedirectDialog key={messageId} messageId={messageId} />;
}
