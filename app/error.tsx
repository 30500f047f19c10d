'use client';

// Without the catalogue: whatever failed may have been that.
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset(): void }) {
  return (
    <div role="alert">
      <h1>出错了 · Something went wrong</h1>
      <p className="my-3">没有写入任何内容。请再试一次；仍不行时，请把这个编号告诉管理员：{error.digest ?? '—'}</p>
      <p className="my-3">Nothing was written. Please try again; if it fails again, tell the administrator this number.</p>
      <button type="button" className="button" onClick={reset}>
        再试一次 · Try again
      </button>
    </div>
  );
}
