'use client';

import './globals.css';

interface GlobalErrorProps {
  error: Error & { digest?: string };
  reset: () => void;
}

/** The last resort: even the root layout failed, so it brings its own document. */
export default function GlobalError({ error, reset }: GlobalErrorProps) {
  return (
    <html lang="en">
      <body>
        <title>Twinline could not be shown</title>
        <main className="grid min-h-dvh place-items-center px-4">
          <div className="grid max-w-md justify-items-start gap-3">
            <h1 className="text-xl font-semibold">Twinline could not be shown</h1>
            <p className="text-muted">Nothing was changed. Try again; if it happens again, tell your operator.</p>
            {error.digest ? <p className="font-mono text-sm select-all">{error.digest}</p> : null}
            <button
              type="button"
              onClick={reset}
              className="h-8 rounded-md bg-accent px-3 font-medium text-on-accent hover:bg-accent-hover"
            >
              Try again
            </button>
          </div>
        </main>
      </body>
    </html>
  );
}
