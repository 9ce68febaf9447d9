'use client';

import { Play } from 'lucide-react';
import { unstable_rethrow } from 'next/navigation';
import { useState, useTransition } from 'react';
import { LogFields } from '@/components/simulator/own-calls/log-fields';
import { type ReplayChoice, replayInputOf } from '@/components/simulator/own-calls/replay-choice';
import { UploadBox } from '@/components/simulator/own-calls/upload-box';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { RadioGroup } from '@/components/ui/radio-group';
import { Select } from '@/components/ui/select';
import { startReplayAction } from '@/lib/rehearsals/actions';
import { FAULT_KINDS, FAULT_WORDS, MOST_SEEDS } from '@/lib/rehearsals/format';
import type { ReplayCarrier, UploadSummary } from '@/lib/rehearsals/types';

/** How long a fault lasts unless the calls do not. */
const FAULT_MINUTES = 20;

interface ReplayFormProps {
  carriers: readonly ReplayCarrier[];
  /** What the call log spans, in the account's zone; null when it is empty. */
  log: { first: string; last: string } | null;
  timeZone: string;
  zone: string;
  currency: string;
}

/** Which calls, which fault, what High Availability costs. */
export function ReplayForm({ carriers, log, timeZone, zone, currency }: ReplayFormProps) {
  const [choice, setChoice] = useState<ReplayChoice>(() => firstChoice(carriers, log));
  const [summary, setSummary] = useState<UploadSummary | null>(null);
  const [refusal, setRefusal] = useState<{ message: string; field?: string | undefined }>();
  const [pending, startTransition] = useTransition();
  const set = (change: Partial<ReplayChoice>) => setChoice((before) => ({ ...before, ...change }));
  const local = (iso: string) => localText(iso, timeZone);

  const run = () =>
    startTransition(async () => {
      try {
        const { serverError } = await startReplayAction(replayInputOf(choice, summary));
        setRefusal(serverError);
      } catch (error) {
        unstable_rethrow(error);
        setRefusal({ message: 'The server could not be reached. Check the connection and try again.' });
      }
    });
  const errorOf = (field: string) => (refusal?.field === field ? refusal.message : undefined);
  return (
    <div className="grid max-w-4xl gap-4">
      {refusal && !SHOWN_BESIDE.has(refusal.field ?? '') ? (
        <Alert tone="danger" live>
          {refusal.message}
        </Alert>
      ) : null}
      <Card id="which-calls" title="Which calls">
        <div className="grid gap-4">
          <RadioGroup
            legend="Take the calls from"
            hideLegend
            name="source"
            layout="inline"
            value={choice.kind}
            onValueChange={(kind) => set({ kind: kind === 'upload' ? 'upload' : 'log' })}
            options={[
              { value: 'log', label: log ? 'The call log' : 'The call log (it is empty)', disabled: log === null },
              { value: 'upload', label: 'A CSV file' },
            ]}
          />
          {choice.kind === 'log' ? (
            <LogFields carriers={carriers} choice={choice} onChange={set} zone={zone} errorOf={errorOf} />
          ) : (
            <UploadBox
              summary={summary}
              show={(iso) => `${local(iso).replace('T', ' ')} ${zone}`}
              onRead={(read) => {
                setSummary(read);
                if (read) set(faultWithin({ first: local(read.from), last: local(read.to) }));
              }}
            />
          )}
        </div>
      </Card>
      <Card id="which-fault" title="Which fault" description="It lies on the carrier of the numbers.">
        <div className="grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-[minmax(0,3fr)_minmax(0,3fr)_6rem_6rem]">
          <Field label="What happens">
            {(control) => (
              <Select
                {...control}
                value={choice.fault}
                onChange={({ target }) => set({ fault: FAULT_KINDS.find((kind) => kind === target.value) ?? 'silent' })}
              >
                {FAULT_KINDS.map((kind) => (
                  <option key={kind} value={kind}>
                    {FAULT_WORDS[kind]}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label={`Begins, ${zone}`} error={errorOf('fault.at')}>
            {(control) => (
              <Input
                {...control}
                type="datetime-local"
                value={choice.faultAt}
                onChange={({ target }) => set({ faultAt: target.value })}
              />
            )}
          </Field>
          <Field label="Minutes" error={errorOf('fault.minutes')}>
            {(control) => (
              <Input
                {...control}
                inputMode="decimal"
                value={choice.minutes}
                onChange={({ target }) => set({ minutes: target.value })}
              />
            )}
          </Field>
          <Field label="Calls it harms, %" error={errorOf('fault.share')}>
            {(control) => (
              <Input
                {...control}
                inputMode="decimal"
                value={choice.share}
                onChange={({ target }) => set({ share: target.value })}
              />
            )}
          </Field>
        </div>
      </Card>
      <Card
        id="what-it-costs"
        title="What it costs"
        footer={
          <>
            <span>HA off, HA on and the oracle meet the same calls.</span>
            <Button variant="primary" pending={pending} onClick={run}>
              <Play aria-hidden />
              Run simulation
            </Button>
          </>
        }
      >
        <div className="grid items-start gap-4 sm:grid-cols-3">
          <Field label={`HA rental of a number a month, ${currency}`} error={errorOf('money.haRentalPerMonth')}>
            {(control) => (
              <Input
                {...control}
                inputMode="decimal"
                value={choice.rental}
                onChange={({ target }) => set({ rental: target.value })}
              />
            )}
          </Field>
          <Field
            label={`Worth of an answered call, ${currency}`}
            optional
            hint="To see above how many minutes of outage HA pays."
            error={errorOf('money.valuePerAnsweredCall')}
          >
            {(control) => (
              <Input
                {...control}
                inputMode="decimal"
                value={choice.worth}
                onChange={({ target }) => set({ worth: target.value })}
              />
            )}
          </Field>
          <Field
            label="Repeats"
            hint={`1 to ${MOST_SEEDS}, each with other chance; several give figures an interval.`}
            error={errorOf('seeds')}
          >
            {(control) => (
              <Input
                {...control}
                inputMode="numeric"
                value={choice.seeds}
                onChange={({ target }) => set({ seeds: target.value })}
              />
            )}
          </Field>
        </div>
      </Card>
    </div>
  );
}

const SHOWN_BESIDE = new Set([
  ...['fault.at', 'fault.minutes', 'fault.share', 'money.haRentalPerMonth', 'money.valuePerAnsweredCall', 'seeds'],
  ...['calls.from', 'calls.to', 'calls.carrier', 'calls.numbers'],
]);

function firstChoice(carriers: readonly ReplayCarrier[], log: ReplayFormProps['log']): ReplayChoice {
  const [carrier] = carriers;
  const isLog = log !== null && carrier !== undefined;
  return {
    ...{ kind: isLog ? 'log' : 'upload', carrier: carrier?.slug ?? '', numbers: '' },
    ...{ from: log?.first ?? '', to: log ? nextMinute(log.last) : '' },
    ...{ fault: 'silent', share: '100', ...(log ? faultWithin(log) : { faultAt: '', minutes: String(FAULT_MINUTES) }) },
    ...{ rental: carrier?.haRentalPerMonth ? String(carrier.haRentalPerMonth) : '', worth: '', seeds: '1' },
  };
}

/** What clocks of the zone show, as the form takes it. */
function localText(iso: string, timeZone: string): string {
  const text = new Date(iso).toLocaleString('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return text.replace(' ', 'T').slice(0, 16);
}

/** Local times are compared as if they were UTC: only their distance matters. */
const asUtc = (local: string) => Date.parse(`${local}Z`);
const asLocal = (ms: number) => new Date(ms).toISOString().slice(0, 16);

/** A fault in the middle of the calls that ends before they do. */
function faultWithin({ first, last }: { first: string; last: string }): { faultAt: string; minutes: string } {
  const faultAt = asLocal((asUtc(first) + asUtc(last)) / 2);
  const left = Math.floor((asUtc(last) - asUtc(faultAt)) / 60_000);
  return { faultAt, minutes: String(Math.min(FAULT_MINUTES, Math.max(1, left))) };
}

function nextMinute(local: string): string {
  return asLocal(asUtc(local) + 60_000);
}
