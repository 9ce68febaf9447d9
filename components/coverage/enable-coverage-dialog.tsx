'use client';

import { useEffect, useState, useTransition } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Spinner } from '@/components/ui/spinner';
import { formatMoney } from '@/lib/money';
import { enableCoverageAction, quoteCoverageAction } from '@/lib/network/actions';
import type { CoverageOutcome, CoverageQuote } from '@/lib/network/types';

const UNREACHABLE = 'The server could not be reached. Check the connection and try again.';

interface EnableCoverageDialogProps {
  /** null while nothing is asked. */
  rentalIds: readonly string[] | null;
  onClose: () => void;
}

/** Shows what will be found and what it costs, then what became of each number. */
export function EnableCoverageDialog({ rentalIds, onClose }: EnableCoverageDialogProps) {
  const [pending, startTransition] = useTransition();
  return (
    <Dialog
      open={rentalIds !== null}
      onOpenChange={(open) => !open && onClose()}
      role="alertdialog"
      locked={pending}
      title={`Enable HA for ${rentalIds?.length === 1 ? 'one number' : `${rentalIds?.length ?? 0} numbers`}`}
      description="Each gets a fallback: a second number from a carrier with separate equipment, rented to your account and billed each month."
    >
      {rentalIds ? <Question {...{ rentalIds, onClose, pending, startTransition }} /> : null}
    </Dialog>
  );
}

interface QuestionProps {
  rentalIds: readonly string[];
  onClose: () => void;
  pending: boolean;
  startTransition: (work: () => Promise<void>) => void;
}

function Question({ rentalIds, onClose, pending, startTransition }: QuestionProps) {
  const [quote, setQuote] = useState<CoverageQuote>();
  const [outcomes, setOutcomes] = useState<readonly CoverageOutcome[]>();
  const [problem, setProblem] = useState<string>();
  // Syncs with the server's stock and prices.
  useEffect(() => {
    let ended = false;
    void quoteCoverageAction({ rentalIds: [...rentalIds] }).then(
      ({ data, serverError }) => {
        if (ended) return;
        setQuote(data);
        setProblem(serverError?.message);
      },
      () => setProblem(UNREACHABLE),
    );
    return () => {
      ended = true;
    };
  }, [rentalIds]);
  const enable = () =>
    startTransition(async () => {
      const answer = await enableCoverageAction({ rentalIds: [...rentalIds] }).catch(() => null);
      setOutcomes(answer?.data);
      setProblem(answer ? answer.serverError?.message : UNREACHABLE);
    });
  const canEnable = quote !== undefined && quote.missingMicros === 0n && quote.refused.length < rentalIds.length;
  return (
    <div className="grid gap-4">
      {outcomes ? <Outcomes outcomes={outcomes} /> : null}
      {!outcomes && quote ? <Preview quote={quote} /> : null}
      {!outcomes && !quote && !problem ? <Spinner label="Asking what is free" /> : null}
      {problem ? (
        <Alert tone="danger" live>
          {problem}
        </Alert>
      ) : null}
      <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <Button disabled={pending} onClick={onClose}>
          {outcomes ? 'Close' : 'Cancel'}
        </Button>
        {outcomes ? null : (
          <Button variant="primary" pending={pending} disabled={!canEnable} onClick={enable}>
            Enable and save
          </Button>
        )}
      </div>
    </div>
  );
}

function count(number: number): string {
  return number === 1 ? '1 number' : `${number} numbers`;
}

function Preview({ quote }: { quote: CoverageQuote }) {
  const { found, waiting, refused, currency, dueMicros, monthlyMicros, missingMicros } = quote;
  const lines = [
    ...(found.area > 0 ? [`${count(found.area)}: a fallback of the same area.`] : []),
    ...(found.state > 0 ? [`${count(found.state)}: a fallback of the same state.`] : []),
    ...(found.country > 0 ? [`${count(found.country)}: a fallback from elsewhere in India.`] : []),
    ...(waiting > 0 ? [`${count(waiting)}: none is free now; the request waits, uncharged.`] : []),
    ...refused.map(({ display, sentence }) => `${display}: ${sentence}`),
  ];
  return (
    <>
      <ul className="list-disc space-y-0.5 pl-4 text-sm">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <dl className="grid grid-cols-[1fr_auto] gap-y-1 border-t border-line pt-3">
        <dt>Due now</dt>
        <dd className="figures font-semibold">{formatMoney(dueMicros, currency)}</dd>
        <dt>Each month</dt>
        <dd className="figures">{formatMoney(monthlyMicros, currency)}</dd>
      </dl>
      {missingMicros > 0n ? (
        <Alert tone="danger" title={`${formatMoney(missingMicros, currency)} is missing on the balance.`}>
          Add funds or choose fewer numbers.
        </Alert>
      ) : null}
    </>
  );
}

function Outcomes({ outcomes }: { outcomes: readonly CoverageOutcome[] }) {
  const done = outcomes.filter(({ problem }) => problem === null);
  const waiting = done.filter(({ waits }) => waits).length;
  return (
    <>
      <Alert
        tone={done.length === outcomes.length ? 'ok' : 'warn'}
        live
        title={`HA was enabled for ${count(done.length)}`}
      >
        {waiting > 0 ? `${count(waiting)} wait for a fallback number.` : 'The fallback numbers are being set up.'}
      </Alert>
      <ul className="list-disc space-y-0.5 pl-4 text-sm">
        {outcomes
          .filter(({ problem }) => problem !== null)
          .map(({ display, problem }) => (
            <li key={display}>
              <span className="figures">{display}</span>: {problem}
            </li>
          ))}
      </ul>
    </>
  );
}
