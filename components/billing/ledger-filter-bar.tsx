'use client';

import { debounce, useQueryStates } from 'nuqs';
import { type FormEvent, type ReactNode, useTransition } from 'react';
import { ledgerParsers, NO_LEDGER_FILTER } from '@/components/billing/ledger-params';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { LEDGER_KIND_WORDS, LEDGER_KINDS } from '@/lib/billing/format';
import { cn } from '@/lib/cn';

/** What a date input can show. */
const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** A pause in typing worth searching for. */
const PAUSE_MS = 300;

/** The filters above the entries. Each change goes into the address; the rows stay until the next are here. */
export function LedgerFilterBar({ children }: { children: ReactNode }) {
  const [isPending, startTransition] = useTransition();
  const [query, setQuery] = useQueryStates(ledgerParsers, { shallow: false, startTransition });
  const isFiltered = Boolean(query.kind || query.number || query.from || query.to);
  const change = (values: Partial<typeof query>, pauseMs = 0) =>
    void setQuery(
      { before: null, after: null, ...values },
      pauseMs > 0 ? { limitUrlUpdates: debounce(pauseMs) } : undefined,
    );

  return (
    <>
      <search>
        <form
          method="get"
          action="/billing"
          aria-label="Filter the ledger"
          onSubmit={(event: FormEvent) => event.preventDefault()}
          className="grid grid-cols-2 items-end gap-3 border-b border-line px-4 py-3 sm:flex sm:flex-wrap"
        >
          <Field label="Kind" className="sm:w-40">
            {(control) => (
              <Select
                {...control}
                name="kind"
                value={query.kind ?? ''}
                onChange={(event) => change({ kind: LEDGER_KINDS.find((kind) => kind === event.target.value) ?? null })}
              >
                <option value="">All kinds</option>
                {LEDGER_KINDS.map((kind) => (
                  <option key={kind} value={kind}>
                    {LEDGER_KIND_WORDS[kind]}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label="Number contains" className="sm:w-44">
            {(control) => (
              <Input
                {...control}
                name="number"
                inputMode="tel"
                autoComplete="off"
                maxLength={40}
                value={query.number ?? ''}
                onChange={(event) => change({ number: event.target.value || null }, PAUSE_MS)}
                className="figures"
              />
            )}
          </Field>
          <DayField label="From" name="from" value={query.from} onChange={(from) => change({ from }, PAUSE_MS)} />
          <DayField label="To" name="to" value={query.to} onChange={(to) => change({ to }, PAUSE_MS)} />
          {isFiltered ? (
            <Button variant="ghost" onClick={() => void setQuery(NO_LEDGER_FILTER)} className="col-span-2">
              Clear filters
            </Button>
          ) : null}
          <noscript>
            <button type="submit" className="h-8 rounded-md bg-accent px-3 font-medium text-on-accent">
              Filter
            </button>
          </noscript>
        </form>
      </search>
      <div aria-busy={isPending} className={cn(isPending && 'opacity-60 transition-opacity delay-150')}>
        {children}
      </div>
    </>
  );
}

interface DayFieldProps {
  label: string;
  name: string;
  value: string | null;
  onChange: (day: string | null) => void;
}

function DayField({ label, name, value, onChange }: DayFieldProps) {
  return (
    <Field label={label} className="sm:w-40">
      {(control) => (
        <Input
          {...control}
          type="date"
          name={name}
          value={value && DAY.test(value) ? value : ''}
          onChange={(event) => onChange(event.target.value || null)}
          className="figures"
        />
      )}
    </Field>
  );
}
