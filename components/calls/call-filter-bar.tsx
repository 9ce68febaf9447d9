'use client';

import { Search, X } from 'lucide-react';
import { debounce, useQueryStates } from 'nuqs';
import { type FormEvent, type ReactNode, useId, useState, useTransition } from 'react';
import { callParsers, NO_CALL_FILTER } from '@/components/calls/call-params';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import {
  CALL_RANGE_WORDS,
  CALL_RANGES,
  CALL_STATE_WORDS,
  CALL_STATES,
  FAILOVER_FILTERS,
  FAILOVER_WORDS,
  TALK_BANDS,
} from '@/lib/calls/format';
import type { CallCarrier } from '@/lib/calls/types';
import { cn } from '@/lib/cn';

/** A pause in typing worth searching for. */
const PAUSE_MS = 400;
/** Fewer digits are no whole number yet. */
const FEWEST_DIGITS = 7;

type Query = Record<keyof typeof callParsers, string | null>;
type Option = readonly [value: string, word: string];

interface CallFilterBarProps {
  carriers: readonly CallCarrier[];
  /** Codes with their names. */
  causes: readonly Option[];
  /** What the zone of the times is called. */
  zone: string;
  /** The calls; they stay until the next ones are here. */
  children: ReactNode;
}

/** The filters above the calls. Each change goes into the address. */
export function CallFilterBar({ carriers, causes, zone, children }: CallFilterBarProps) {
  const [isPending, startTransition] = useTransition();
  const [query, setQuery] = useQueryStates(callParsers, {
    shallow: false,
    history: 'push',
    scroll: false,
    startTransition,
  });
  const isFiltered = Object.entries(query).some(
    ([name, value]) => value !== null && name !== 'before' && name !== 'after',
  );
  const change = (values: Partial<Query>, pauseMs = 0) =>
    void setQuery(
      { before: null, after: null, ...values },
      pauseMs > 0 ? { history: 'replace', limitUrlUpdates: debounce(pauseMs) } : undefined,
    );
  const choice = (name: keyof Query, label: string, all: string, options: readonly Option[]) => (
    <Choice {...{ name, label, all, options }} value={query[name]} onChoose={(value) => change({ [name]: value })} />
  );

  return (
    <>
      <search>
        <form
          method="get"
          action="/voice/calls"
          aria-label="Filter calls"
          onSubmit={(event: FormEvent) => event.preventDefault()}
          className="grid grid-cols-2 items-center gap-2 border-b border-line p-3 sm:flex sm:flex-wrap"
        >
          <NumberBox
            key={query.number === null ? 'empty' : 'given'}
            value={query.number}
            onChange={(number, pause) => change({ number }, pause)}
          />
          <Choice
            {...{ name: 'range', label: 'Time', all: 'Any time', value: query.range }}
            options={CALL_RANGES.map((range) => [range, CALL_RANGE_WORDS[range]])}
            onChoose={(range) => change({ range, ...(range !== 'between' && { from: null, to: null }) })}
          />
          {query.range === 'between' ? (
            <>
              <MinuteBox
                label={`From (${zone})`}
                name="from"
                value={query.from}
                onChange={(from) => change({ from }, PAUSE_MS)}
              />
              <MinuteBox
                label={`To (${zone})`}
                name="to"
                value={query.to}
                onChange={(to) => change({ to }, PAUSE_MS)}
              />
            </>
          ) : null}
          {choice(
            'state',
            'State',
            'Any state',
            CALL_STATES.map((state) => [state, CALL_STATE_WORDS[state]]),
          )}
          {choice('cause', 'Cause', 'Any cause', causes)}
          {choice(
            'carrier',
            'Carrier',
            'All carriers',
            carriers.map(({ slug, name }) => [slug, name]),
          )}
          {choice(
            'failover',
            'Failover',
            'Failover: any',
            FAILOVER_FILTERS.map((each) => [each, FAILOVER_WORDS[each]]),
          )}
          {choice(
            'talk',
            'Talk time',
            'Any length',
            TALK_BANDS.map((word, band) => [String(band), word]),
          )}
          {isFiltered ? (
            <Button variant="ghost" onClick={() => void setQuery(NO_CALL_FILTER)}>
              <X aria-hidden />
              Clear
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

interface ChoiceProps {
  name: string;
  label: string;
  all: string;
  value: string | null;
  options: readonly Option[];
  onChoose: (value: string | null) => void;
}

function Choice({ name, label, all, value, options, onChoose }: ChoiceProps) {
  // A value from the address that is not offered is still what is filtered by, or left out with a sentence.
  const isOffered = value === null || options.some(([own]) => own === value);
  return (
    <Select
      fit
      name={name}
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => onChoose(event.target.value || null)}
      className="max-sm:w-full sm:max-w-40"
    >
      <option value="">{all}</option>
      {isOffered ? null : <option value={value}>{value}</option>}
      {options.map(([own, word]) => (
        <option key={own} value={own}>
          {word}
        </option>
      ))}
    </Select>
  );
}

interface NumberBoxProps {
  value: string | null;
  onChange: (text: string | null, pauseMs: number) => void;
}

/** Half a number finds nothing: it is searched once it may be whole, or when the person says so. */
function NumberBox({ value, onChange }: NumberBoxProps) {
  const [text, setText] = useState(value ?? '');
  const commit = (next: string, pauseMs: number) => onChange(next.trim() || null, pauseMs);
  return (
    <div className="relative col-span-2 sm:w-48">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted"
      />
      <Input
        type="search"
        name="number"
        aria-label="Number of the caller or the callee"
        placeholder="From or to number"
        inputMode="tel"
        autoComplete="off"
        maxLength={40}
        className="figures pl-8"
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          const digits = target.value.replace(/\D/g, '').length;
          if (digits === 0 || digits >= FEWEST_DIGITS) commit(target.value, digits === 0 ? 0 : PAUSE_MS);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit(text, 0);
        }}
      />
    </div>
  );
}

interface MinuteBoxProps {
  label: string;
  name: string;
  value: string | null;
  onChange: (minute: string | null) => void;
}

function MinuteBox({ label, name, value, onChange }: MinuteBoxProps) {
  const id = useId();
  return (
    <span className="flex min-w-0 items-center gap-1.5 max-sm:col-span-2">
      <label htmlFor={id} className="text-sm whitespace-nowrap text-muted max-sm:w-20">
        {label}
      </label>
      <Input
        id={id}
        type="datetime-local"
        name={name}
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value || null)}
        className="figures w-auto max-sm:flex-1"
      />
    </span>
  );
}
