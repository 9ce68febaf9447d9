'use client';

import { useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormDialog } from '@/components/ui/form-dialog';
import { Input } from '@/components/ui/input';
import { textOf } from '@/components/ui/use-form-action';
import { previewFailureDomainsAction, updateFailureDomainsAction } from '@/lib/operations/actions';

interface DomainsDialogProps {
  slug: string;
  name: string;
  failureDomains: readonly string[];
}

type Preview = NonNullable<Awaited<ReturnType<typeof previewFailureDomainsAction>>['data']>;

/** What was looked at: saved only as it stands then. */
interface Looked {
  text: string;
  preview: Preview;
}

function pairs(count: number): string {
  return count === 1 ? '1 pair' : `${count.toLocaleString('en')} pairs`;
}

/** Changes a carrier's failure domains in two steps: what it would mean, then the change. */
export function DomainsDialog({ slug, name, failureDomains }: DomainsDialogProps) {
  const [open, setOpen] = useState(false);
  const [looked, setLooked] = useState<Looked | null>(null);
  const close = () => {
    setOpen(false);
    setLooked(null);
  };
  const send = async (values: FormData) => {
    const text = textOf(values, 'failureDomains');
    const input = { carrier: slug, failureDomains: text };
    if (looked?.text === text) return updateFailureDomainsAction(input);
    const outcome = await previewFailureDomainsAction(input);
    if (outcome.data) setLooked({ text, preview: outcome.data });
    return outcome;
  };
  return (
    <>
      <Button aria-haspopup="dialog" onClick={() => setOpen(true)}>
        Change
      </Button>
      <FormDialog
        {...{ open, send }}
        onClose={close}
        // A preview is no end: the dialog stays and shows it.
        onDone={(preview) => !preview && close()}
        title={`Failure domains of ${name}`}
        description="Fallbacks found from now on go by them. Pairs that exist are not parted: a change that would leave both numbers of one in a domain is refused."
        submitLabel={looked ? 'Save failure domains' : 'Look at what it means'}
      >
        {(errorOf) => (
          <>
            <Field
              label="Failure domains"
              hint="Separated by commas, for instance upstream:acme, dc:mumbai-1."
              error={errorOf('failureDomains')}
            >
              {(control) => (
                <Input
                  {...control}
                  name="failureDomains"
                  defaultValue={failureDomains.join(', ')}
                  maxLength={2_000}
                  autoComplete="off"
                  spellCheck={false}
                  onChange={() => setLooked(null)}
                />
              )}
            </Field>
            {looked ? <Meaning name={name} preview={looked.preview} /> : null}
          </>
        )}
      </FormDialog>
    </>
  );
}

function Meaning({ name, preview: { together, sharing } }: { name: string; preview: Preview }) {
  if (together.length > 0)
    return (
      <Alert tone="danger" title="It would be refused" live>
        {together
          .map(({ pairs: count, other, shared }) => `${pairs(count)} with ${other}, which has ${shared.join(', ')} too`)
          .join('; ')}
        .
      </Alert>
    );
  if (sharing.length === 0)
    return (
      <Alert tone="ok" live>
        No pair is concerned, and every other carrier can back {name} up.
      </Alert>
    );
  return (
    <Alert tone="warn" title="No pair is concerned" live>
      These carriers cannot back {name} up from then on:{' '}
      {sharing.map(({ name: other, shared }) => `${other} (${shared.join(', ')})`).join('; ')}.
    </Alert>
  );
}
