'use client';

// Without the catalogue of words: whatever failed may have been that.
export function ErrorNotice({ digest, reset }: { digest: string | undefined; reset(): void }) {
  const number = [failedRequest(), digest].filter(Boolean).join(' / ') || '—';
  return (
    <div role="alert">
      <h1>出错了 · Something went wrong</h1>
      <p className="my-3">没有写入任何内容。请再试一次；仍不行时，请把这个编号告诉管理员：{number}</p>
      <p className="my-3">Nothing was written. Please try again; if it fails again, tell the administrator this number.</p>
      <button type="button" className="button" onClick={reset}>
        再试一次 · Try again
      </button>
    </div>
  );
}

/** The number of the latest request of this page, as the server's log has it: a script sees no header of it but this. */
function failedRequest(): string | undefined {
  if (typeof performance === 'undefined') return undefined;
  const entries = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')] as PerformanceResourceTiming[];
  const numbered = entries.filter(({ name }) => !name.includes('/_next/')).sort((a, b) => a.startTime - b.startTime);
  return numbered.flatMap(({ serverTiming }) => serverTiming ?? []).findLast(({ name }) => name === 'request')?.description;
}
