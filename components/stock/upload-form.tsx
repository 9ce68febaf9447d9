'use client';

import { Upload } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { appHref } from '@/components/layout/app-href';
import { Alert } from '@/components/ui/alert';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { textOf, useFormAction } from '@/components/ui/use-form-action';
import { MOST_STOCK_BYTES } from '@/lib/stock/format';

const MOST_MB = MOST_STOCK_BYTES / 1e6;

interface Answer {
  importId?: string;
  message?: string;
  field?: string;
}

async function upload(values: FormData) {
  const file = values.get('file');
  if (!(file instanceof File) || file.size === 0)
    return { serverError: { message: 'Choose a CSV file.', field: 'file' } };
  if (file.size > MOST_STOCK_BYTES)
    return { serverError: { message: `The file is larger than ${MOST_MB} MB: split it.`, field: 'file' } };
  const asked = new URLSearchParams({
    name: file.name,
    carrier: textOf(values, 'carrier'),
    domains: textOf(values, 'failureDomains'),
  });
  const response = await fetch(`/api/operations/stock?${asked}`, {
    method: 'POST',
    headers: { 'Content-Type': 'text/csv' },
    body: file,
  });
  const { importId, message = 'The file could not be uploaded; try again.', field }: Answer = await response.json();
  return importId ? { data: importId } : { serverError: { message, field } };
}

/** Takes a carrier's file and leads to its dry run. */
export function UploadForm() {
  const router = useRouter();
  const form = useFormAction(upload, {
    onDone: (importId) => importId && router.push(appHref(`/operations/stock/${importId}`)),
  });
  return (
    <form {...form.props} className="grid gap-4">
      <Field label="Carrier" hint="Its name; a new one is made with its first numbers." error={form.errorOf('carrier')}>
        {(control) => <Input {...control} name="carrier" maxLength={80} required autoComplete="off" />}
      </Field>
      <Field
        label="Failure domains"
        optional
        hint="For a new carrier, separated by commas, for instance upstream:acme, dc:mumbai-1."
        error={form.errorOf('failureDomains')}
      >
        {(control) => (
          <Input {...control} name="failureDomains" maxLength={2_000} autoComplete="off" spellCheck={false} />
        )}
      </Field>
      <Field label="CSV file" hint={`At most ${MOST_MB} MB, about a million rows.`} error={form.errorOf('file')}>
        {(control) => (
          <input
            {...control}
            type="file"
            name="file"
            accept=".csv,text/csv"
            className="control h-auto py-1.5 file:mr-3 file:rounded-sm file:border file:border-line file:bg-canvas file:px-2 file:py-0.5 file:text-fg"
          />
        )}
      </Field>
      {form.error ? (
        <Alert tone="danger" live>
          {form.error}
        </Alert>
      ) : null}
      <SubmitButton className="justify-self-start">
        <Upload aria-hidden />
        Upload and look at it
      </SubmitButton>
    </form>
  );
}
