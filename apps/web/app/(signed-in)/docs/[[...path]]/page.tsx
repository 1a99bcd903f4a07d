import { DocsScreen } from "../../../../features/docs/docs-screen.tsx";

export default function Page() {
  return <DocsScreen />;
}
