import { CloudAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";

export interface EmptyStateProps {
  icon: ReactNode;
  text: string;
  hint?: string;
  /** One act at most. */
  action?: ReactNode;
}

/** Nothing is here: an icon, one sentence, one act. */
export function EmptyState({ icon, text, hint, action }: EmptyStateProps) {
  return (
    <div className="flex h-full min-h-56 flex-col items-center justify-center gap-3 p-8 text-center animate-appear">
      <span aria-hidden="true" className="text-faint [&_svg]:size-8 [&_svg]:stroke-[1.25]">
        {icon}
      </span>
      <p className="max-w-80 text-14 text-muted">{text}</p>
      {hint ? <p className="max-w-80 text-13 text-faint">{hint}</p> : null}
      {action}
    </div>
  );
}

export interface ErrorStateProps {
  text: string;
  hint: string;
  retryLabel: string;
  onRetry: () => void;
}

/** What happened, what you can do, and a way to try again. */
export function ErrorState({ text, hint, retryLabel, onRetry }: ErrorStateProps) {
  return (
    <div role="alert" className="flex h-full min-h-56 flex-col items-center justify-center gap-2 p-8 text-center">
      <CloudAlert size={32} strokeWidth={1.25} className="mb-1 text-faint" aria-hidden="true" />
      <p className="max-w-80 text-14 font-medium">{text}</p>
      <p className="mb-2 max-w-80 text-13 text-muted">{hint}</p>
      <Button onClick={onRetry}>{retryLabel}</Button>
    </div>
  );
}
