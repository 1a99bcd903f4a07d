import { SignInScreen } from "../../features/session/sign-in-screen.tsx";

export default async function Page({ searchParams }: { searchParams: Promise<{ to?: string | string[] }> }) {
  const { to } = await searchParams;
  return <SignInScreen to={typeof to === "string" ? to : undefined} />;
}
