import { AdminScreen } from "../../../../features/admin/admin-screen.tsx";

export default function Page() {
  return <AdminScreen />;
}
