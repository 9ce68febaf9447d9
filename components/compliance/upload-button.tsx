'use client';

import { Upload } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { DOCUMENT_ACCEPT, ITEM_WORDS, MAX_DOCUMENT_BYTES } from '@/lib/compliance/format';
import type { DocumentItem } from '@/lib/compliance/types';

interface UploadButtonProps {
  applicationId: string;
  item: DocumentItem;
  label: string;
}

function messageOf(answer: unknown): string {
  const isTold = typeof answer === 'object' && answer !== null && 'message' in answer;
  return isTold && typeof answer.message === 'string' ? answer.message : 'The file could not be taken. Try again.';
}

/** The sentence that says why it was not taken; null when it was. */
async function send(file: File, { applicationId, item }: UploadButtonProps): Promise<string | null> {
  if (file.size > MAX_DOCUMENT_BYTES) return 'The file is larger than 5 MB: choose a smaller one.';
  const address = `/api/compliance/${applicationId}/documents/${item}?name=${encodeURIComponent(file.name)}`;
  try {
    const response = await fetch(address, { method: 'POST', body: file });
    if (response.ok) return null;
    return messageOf(await response.json());
  } catch {
    return 'The server could not be reached. Check the connection and try again.';
  }
}

/** Sends a file as soon as it is chosen. */
export function UploadButton(props: UploadButtonProps) {
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [isDone, setDone] = useState(false);
  const choose = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    const told = await send(file, props);
    setBusy(false);
    setProblem(told);
    setDone(told === null);
    if (told) return;
    router.refresh();
  };
  return (
    <div className="grid justify-items-start gap-2">
      <input
        ref={input}
        type="file"
        accept={DOCUMENT_ACCEPT}
        aria-label={ITEM_WORDS[props.item]}
        tabIndex={-1}
        className="sr-only"
        onChange={({ target }) => {
          void choose(target.files?.[0]);
          target.value = '';
        }}
      />
      <Button pending={busy} onClick={() => input.current?.click()}>
        <Upload aria-hidden />
        {props.label}
      </Button>
      <div role="status" className="empty:hidden">
        {problem ? <FieldError>{problem}</FieldError> : null}
        {/* It is seen in the list. */}
        {isDone ? <span className="sr-only">{ITEM_WORDS[props.item]} added</span> : null}
      </div>
    </div>
  );
}
