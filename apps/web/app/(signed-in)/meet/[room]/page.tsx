import { MeetScreen } from "../../../../features/meet/meet-screen.tsx";

export default async function Page({ params }: { params: Promise<{ room: string }> }) {
  const { room } = await params;
  return <MeetScreen roomId={room} />;
}
