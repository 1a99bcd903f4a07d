import { MeetHome } from "../../../features/meet/home/meet-home.tsx";

export default function Page() {
  return <MeetHome />;
}
