/** The product's mark. */
export function Mark({ size = 32 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 64 64" role="img" aria-label="Carbyne" className="text-accent">
      <rect width="64" height="64" rx="18" fill="currentColor" />
      <path
        d="M43 24.5a13.5 13.5 0 1 0 0 15"
        fill="none"
        stroke="var(--accent-text)"
        strokeWidth="7"
        strokeLinecap="round"
      />
    </svg>
  );
}
