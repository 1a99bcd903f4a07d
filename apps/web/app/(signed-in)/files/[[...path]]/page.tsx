import { FilesScreen } from "../../../../features/files/files-screen.tsx";

export default function Page() {
  return <FilesScreen />;
}
