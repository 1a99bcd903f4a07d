import { Skeleton } from "@carbyne/ui";

/** The frame before anything is known, in its own shape. */
export function FrameSkeleton() {
  return (
    <div className="flex h-dvh" aria-busy="true">
      <div className="w-14 border-e bg-sunken max-md:hidden" />
      <div className="flex flex-1 flex-col">
        <div className="flex h-12 items-center border-b px-4 max-md:h-14">
          <Skeleton className="h-8 w-full max-w-[560px]" />
        </div>
        <div className="flex flex-1">
          <div className="w-[232px] space-y-2 border-e p-3 max-lg:w-[52px] max-md:hidden">
            {[0, 1, 2, 3, 4, 5].map((row) => (
              <Skeleton key={row} className="h-6" />
            ))}
          </div>
          <div className="flex-1 pt-11 md:hidden">
            {[0, 1, 2, 3, 4, 5].map((row) => (
              <div key={row} className="flex h-16 items-center gap-2.5 px-4">
                <Skeleton className="size-10 shrink-0 rounded-full" />
                <span className="flex flex-1 flex-col gap-2">
                  <Skeleton className="h-3 w-2/5" />
                  <Skeleton className="h-3 w-4/5" />
                </span>
              </div>
            ))}
          </div>
        </div>
      </div>
    </div>
  );
}
