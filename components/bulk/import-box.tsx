'use client';

import { Upload } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useId, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { jobPath, MOST_IMPORT_BYTES, MOST_IMPORTED } from '@/lib/bulk/format';

/** Takes a CSV file and leads to what its dry run found. */
export function ImportBox() {
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const hintId = useId();
  const send = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > MOST_IMPORT_BYTES)
      return setProblem(`The file is larger than ${MOST_IMPORT_BYTES / 1e6} MB; upload fewer numbers at a time.`);
    setBusy(true);
    setProblem(undefined);
    const outcome = await upload(file);
    setBusy(false);
    if (outcome.jobId) router.push(jobPath(outcome.jobId));
    else setProblem(outcome.message ?? UNREACHABLE);
  };
  return (
    <div className="grid gap-2">
      <input
        ref={input}
        type="file"
        accept=".csv,text/csv"
        aria-label="Numbers as CSV"
        tabIndex={-1}
        className="sr-only"
        onChange={({ target }) => {
          void send(target.files?.[0]);
          target.value = '';
        }}
      />
      <Button
        variant="primary"
        pending={busy}
        aria-describedby={hintId}
        className="justify-self-start"
        onClick={() => input.current?.click()}
      >
        <Upload aria-hidden />
        Choose a CSV file
      </Button>
      <p id={hintId} className="max-w-prose text-xs text-muted">
        At most {MOST_IMPORT_BYTES / 1e6} MB and {MOST_IMPORTED.toLocaleString('en')} rows. A dry run comes first: it
        tells every row and imports nothing.
      </p>
      <div role="status" className="empty:hidden">
        {problem ? <FieldError>{problem}</FieldError> : null}
      </div>
    </div>
  );
}

const UNREACHABLE = 'The file could not be uploaded. Check the connection and try again.';

async function upload(file: File): Promise<{ jobId?: string; message?: string }> {
  try {
    const response = await fetch(`/phone-numbers/import/upload?name=${encodeURIComponent(file.name)}`, {
      method: 'POST',
      headers: { 'Content-Type': 'text/csv' },
      body: file,
    });
    return await response.json();
  } catch {
    return { message: UNREACHABLE };
  }
}
