import { ComposeWindow } from "../../../../../features/mail/composer/window/compose-window.tsx";

export default function Page() {
  return <ComposeWindow />;
}
