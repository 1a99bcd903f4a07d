import { AppPasswordList } from "./app-password-list.tsx";

/** Who else has access: programs with their app passwords. */
export function DevicesSection() {
  return <AppPasswordList />;
}
