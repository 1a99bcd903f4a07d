import { z } from "zod";

export const SignIn = z.object({ address: z.string().max(998), password: z.string().max(1000) });
export const ChangePassword = z.object({
  current: z.string().max(1000),
  next: z.string().max(1000),
  keepsSessions: z.boolean().optional(),
  endsPrograms: z.boolean().optional(),
});
export const OneSession = z.object({ id: z.uuid() });
export const SetSetting = z.object({ key: z.string().max(100), value: z.unknown() });
