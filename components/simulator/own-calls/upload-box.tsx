'use client';

import { Upload } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { figureText, MOST_UPLOAD_BYTES, MOST_UPLOAD_CALLS } from '@/lib/rehearsals/format';
import type { UploadSummary } from '@/lib/rehearsals/types';

interface UploadBoxProps {
  summary: UploadSummary | null;
  onRead: (summary: UploadSummary | null) => void;
  /** A moment of the file in the account's zone. */
  show: (iso: string) => string;
}

/** Takes a CSV file of call records and says what was read, bad rows by their line. */
export function UploadBox({ summary, onRead, show }: UploadBoxProps) {
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const hintId = useId();
  const send = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > MOST_UPLOAD_BYTES)
      return setProblem(`The file is larger than ${MOST_UPLOAD_BYTES / 1e6} MB; upload fewer calls at a time.`);
    setBusy(true);
    setProblem(undefined);
    const outcome = await upload(file);
    setBusy(false);
    setProblem('message' in outcome ? outcome.message : undefined);
    onRead('message' in outcome ? null : outcome);
  };
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-3">
        <input
          ref={input}
          type="file"
          accept=".csv,text/csv"
          aria-label="Call records as CSV"
          tabIndex={-1}
          className="sr-only"
          onChange={({ target }) => {
            void send(target.files?.[0]);
            target.value = '';
          }}
        />
        <Button pending={busy} aria-describedby={hintId} onClick={() => input.current?.click()}>
          <Upload aria-hidden />
          {summary ? 'Choose another file' : 'Choose a CSV file'}
        </Button>
        <span className="text-sm">{summary?.fileName}</span>
      </div>
      <p id={hintId} className="max-w-prose text-xs text-muted">
        Columns from_number, to_number, initiation_time; bill_duration, answer_time, end_time, hangup_cause_code,
        call_state and call_direction where you have them. At most {MOST_UPLOAD_BYTES / 1e6} MB and{' '}
        {figureText(MOST_UPLOAD_CALLS)} calls. The calls are kept in this installation’s database until their simulation
        has ended, at most an hour when none is started; then they are deleted.
      </p>
      <div role="status" className="grid gap-2 empty:hidden">
        {problem ? <FieldError>{problem}</FieldError> : null}
        {summary ? <Read summary={summary} show={show} /> : null}
      </div>
    </div>
  );
}

function Read({ summary, show }: { summary: UploadSummary; show: (iso: string) => string }) {
  const { rows, calls, rejected, inbound, mistakes, numberCount, from, to } = summary;
  return (
    <>
      <p className="text-sm">
        {figureText(calls)} calls of {figureText(numberCount)} {numberCount === 1 ? 'number' : 'numbers'}, from{' '}
        <span className="figures">{show(from)}</span> to <span className="figures">{show(to)}</span>
        {rejected + inbound > 0
          ? `; of ${figureText(rows)} rows ${figureText(rejected)} were wrong and ${figureText(inbound)} inbound, and are left out.`
          : '.'}
      </p>
      {mistakes.length > 0 ? (
        <ul className="grid gap-0.5 rounded-md border border-warn-line bg-warn-soft px-3 py-2 text-sm">
          {mistakes.map(({ line, reason }) => (
            <li key={line}>
              <span className="figures font-medium">Line {line}</span>: {reason}
            </li>
          ))}
          {rejected > mistakes.length ? <li>and {figureText(rejected - mistakes.length)} more</li> : null}
        </ul>
      ) : null}
    </>
  );
}

async function upload(file: File): Promise<UploadSummary | { message: string }> {
  try {
    const response = await fetch(`/voice/simulator/calls/upload?name=${encodeURIComponent(file.name)}`, {
      method: 'POST',
      headers: { 'Content-Type': 'text/csv' },
      body: file,
    });
    return await response.json();
  } catch {
    return { message: 'The file could not be uploaded. Check the connection and try again.' };
  }
}
