/** Files that are being sent at the same time by this process: each holds a connection to the database. */
const MOST_AT_ONCE = 8;
/** Whoever takes nothing for this long has gone away without saying so. */
const LONGEST_PAUSE = 120_000;

/** Kept for the whole process, since routes are bundled apart. */
const kept = globalThis as { gutaDownloads?: number };

/** Counts a file that is about to be sent; null where too many are. What it gives ends the counting, once. */
export function enter(): (() => void) | null {
  const under = kept.gutaDownloads ?? 0;
  if (under >= MOST_AT_ONCE) return null;
  kept.gutaDownloads = under + 1;
  let left = false;
  return () => {
    if (!left) kept.gutaDownloads = (kept.gutaDownloads ?? 1) - 1;
    left = true;
  };
}

/**
 * An answer that is made as it is taken.
 * @param stop called once, when all is taken, when it fails, or when whoever took it goes away
 */
export function streamed(chunks: AsyncGenerator<Uint8Array>, stop: () => Promise<void>, longestPause = LONGEST_PAUSE): ReadableStream<Uint8Array> {
  let timer: NodeJS.Timeout | undefined;
  const end = async () => {
    clearTimeout(timer);
    await stop();
  };
  const pause = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    timer = setTimeout(() => {
      controller.error(new Error('Nobody takes the file any more.'));
      void end();
    }, longestPause).unref();
  };
  return new ReadableStream<Uint8Array>(
    {
      start: pause,
      async pull(controller) {
        clearTimeout(timer);
        try {
          const { value, done } = await chunks.next();
          if (done) {
            await end();
            return controller.close();
          }
          controller.enqueue(value);
          pause(controller);
        } catch (error) {
          await end();
          controller.error(error);
        }
      },
      async cancel() {
        await end();
        await chunks.return(undefined).catch(() => undefined);
      },
    },
    { highWaterMark: 0 },
  );
}
