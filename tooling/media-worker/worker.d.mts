type Environment = Readonly<Record<string, string | undefined>>;
export function workerPath(env?: Environment): string;
export function findWorker(env?: Environment): string | null;
export function makeWorker(
  say: (line: string) => void,
  options?: { env?: Environment; nice?: number; signal?: AbortSignal },
): Promise<string>;
