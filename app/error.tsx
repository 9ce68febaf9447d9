'use client';

interface ErrorPageProps {
  error: Error & { digest?: string };
  reset: () => void;
}

const button = 'inline-flex h-9 items-center rounded-md border px-4 font-medium';

/** Made of plain elements: it belongs to the first load of every page, and what it would share may be what failed. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-12">
      <div role="alert" className="grid w-full max-w-md gap-2">
        <h1 className="text-xl font-semibold tracking-tight">This page could not be shown</h1>
        <p className="text-muted">
          Nothing was changed. If it happens again, tell your operator{error.digest ? ' this id:' : '.'}
        </p>
        {error.digest ? <p className="font-mono text-sm select-all">{error.digest}</p> : null}
        <div className="mt-4 flex flex-wrap gap-2">
          <button
            type="button"
            onClick={reset}
            className={`${button} border-transparent bg-accent text-on-accent hover:bg-accent-hover`}
          >
            Try again
          </button>
          <a href="/phone-numbers/active" className={`${button} border-neutral-line bg-surface hover:bg-hover`}>
            Go to active numbers
          </a>
        </div>
      </div>
    </main>
  );
}
