import { RecordingScreen } from "../../../../../features/recordings/recording-screen.tsx";

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <RecordingScreen id={id} />;
}
