import { Skeleton } from "@carbyne/ui";

/** The shape of a page, while the text is on its way. */
export function DocumentSkeleton() {
  return (
    <div aria-busy="true" className="flex min-w-0 flex-1 justify-center overflow-hidden bg-sunken p-4 max-md:p-0">
      <div className="animate-late w-full max-w-[816px] space-y-4 border bg-surface px-18 py-10 max-md:px-5">
        <Skeleton className="h-8 w-2/3" />
        <Skeleton className="h-4" />
        <Skeleton className="h-4 w-11/12" />
        <Skeleton className="h-4 w-4/5" />
        <Skeleton className="h-24" />
      </div>
    </div>
  );
}
