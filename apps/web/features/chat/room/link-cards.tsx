import type { Message } from "../api.ts";
import { useGuest } from "../guest-page/guest.ts";

/** What links of a message lead to, in a few words. Their pictures come through this server. */
export function LinkCards({ previews }: { previews: Message["previews"] }) {
  // Pictures of pages are had with an account.
  const isGuest = useGuest() !== null;
  if (previews.length === 0) return null;
  return (
    <div className="mt-1 flex max-w-160 flex-col gap-2">
      {previews.map((preview) => (
        <a
          key={preview.url}
          href={preview.url}
          target="_blank"
          rel="noopener noreferrer"
          className="flex overflow-hidden rounded-2 border border-s-2 bg-surface text-13 transition-colors hover:bg-hover"
        >
          {preview.picture === null || isGuest ? null : (
            <img
              src={preview.picture}
              alt=""
              loading="lazy"
              decoding="async"
              className="size-20 shrink-0 object-cover"
            />
          )}
          <span className="flex min-w-0 flex-col justify-center px-3 py-2">
            <small className="truncate text-12 text-muted">
              {preview.siteName === "" ? hostOf(preview.url) : preview.siteName}
            </small>
            <strong dir="auto" className="truncate font-medium">
              {preview.title}
            </strong>
            {preview.description === "" ? null : (
              <span dir="auto" className="line-clamp-2 text-muted">
                {preview.description}
              </span>
            )}
          </span>
        </a>
      ))}
    </div>
  );
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
}
