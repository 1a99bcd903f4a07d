import { lazyLayer } from "../../../client/lazy-layer.tsx";
import { askRedirect, useRedirectAsked } from "./redirect-store.ts";

const RedirectDialog = lazyLayer(() => import("./redirect-dialog.tsx").then((module) => module.RedirectDialog), {
  cancel: () => askRedirect(null),
});

/** Asks to whom a message is redirected, when that was asked for. Once behind the sign-in. */
export function Redirect() {
  const messageId = useRedirectAsked();
  return messageId === null ? null : <RedirectDialog key={messageId} messageId={messageId} />;
}
