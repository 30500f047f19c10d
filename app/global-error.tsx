'use client';

import { ErrorNotice } from '@/components/error-notice';
import './globals.css';

/** What is shown when even the frame of the pages failed. */
export default function GlobalErrorPage({ error, reset }: { error: Error & { digest?: string }; reset(): void }) {
  return (
    <html lang="zh-CN">
      <head>
        <title>出错了 · Something went wrong</title>
      </head>
      <body>
        <main className="mx-auto max-w-3xl p-6">
          <ErrorNotice digest={error.digest} reset={reset} />
        </main>
      </body>
    </html>
  );
}
