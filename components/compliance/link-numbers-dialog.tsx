'use client';

import { useId, useState, useTransition } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog } from '@/components/ui/dialog';
import { notify } from '@/components/ui/notify';
import { linkNumbersAction } from '@/lib/compliance/actions';
import type { LinkableNumber, LinkOutcome } from '@/lib/compliance/types';

interface LinkNumbersDialogProps {
  applicationId: string;
  /** Numbers that are rented under another application, or none. */
  others: readonly LinkableNumber[];
}

/** Moves one or many numbers under the application; what could not be moved says why. */
export function LinkNumbersDialog({ applicationId, others }: LinkNumbersDialogProps) {
  const [open, setOpen] = useState(false);
  const [pending, startTransition] = useTransition();
  const [problem, setProblem] = useState<string>();
  const [kept, setKept] = useState<readonly LinkOutcome[]>([]);
  const formId = useId();
  const link = (values: FormData) =>
    startTransition(async () => {
      const rentalIds = values.getAll('rentalId').filter((id) => typeof id === 'string');
      const { data, serverError } = await linkNumbersAction({ applicationId, rentalIds });
      setProblem(serverError?.message);
      const refused = data?.filter(({ isLinked }) => !isLinked) ?? [];
      setKept(refused);
      if (!data || refused.length > 0) return;
      setOpen(false);
      void notify(data.length === 1 ? 'Number linked' : `${data.length} numbers linked`);
    });
  const begin = () => {
    setProblem(undefined);
    setKept([]);
    setOpen(true);
  };
  return (
    <>
      <Button aria-haspopup="dialog" onClick={begin}>
        Link numbers
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        locked={pending}
        title="Link numbers"
        description="The numbers chosen are rented under this application from now on, their fallback numbers with them."
        footer={
          <>
            <Button disabled={pending} onClick={() => setOpen(false)}>
              Cancel
            </Button>
            <Button type="submit" form={formId} variant="primary" pending={pending}>
              Link numbers
            </Button>
          </>
        }
      >
        <form
          id={formId}
          className="grid gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            if (!pending) link(new FormData(event.currentTarget));
          }}
        >
          <NumberChoice others={others} />
          {problem ? (
            <Alert tone="danger" live>
              {problem}
            </Alert>
          ) : null}
          {kept.length > 0 ? <KeptNumbers kept={kept} /> : null}
        </form>
      </Dialog>
    </>
  );
}

function NumberChoice({ others }: { others: readonly LinkableNumber[] }) {
  const [all, setAll] = useState(false);
  return (
    <>
      {others.length > 1 ? (
        <Checkbox
          label={`All ${others.length} numbers`}
          checked={all}
          onChange={({ target }) => setAll(target.checked)}
        />
      ) : null}
      <ul className="grid gap-2">
        {others.map(({ rentalId, display, alias, applicationAlias, fallback }) => (
          <li key={rentalId}>
            {/* Ticking all of them begins anew; each can then be taken out. */}
            <Checkbox
              key={String(all)}
              name="rentalId"
              value={rentalId}
              defaultChecked={all}
              label={<span className="figures">{alias ? `${display} · ${alias}` : display}</span>}
              hint={`${applicationAlias ? `Now under ${applicationAlias}` : 'Under none now'}${fallback ? `; with its fallback ${fallback}` : ''}`}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

function KeptNumbers({ kept }: { kept: readonly LinkOutcome[] }) {
  return (
    <Alert tone="warn" live title="These stay where they are">
      <ul>
        {kept.map(({ rentalId, number, remark }) => (
          <li key={rentalId}>
            {number ? `+${number}: ` : ''}
            {remark}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
