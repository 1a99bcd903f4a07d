import { MailScreen } from "../../../../features/mail/mail-screen.tsx";

export default function Page() {
  return <MailScreen />;
}
