'use client';

import { Search, X } from 'lucide-react';
import { debounce, useQueryStates } from 'nuqs';
import { type FormEvent, type ReactNode, useState, useTransition } from 'react';
import { auditParsers } from '@/components/audit/audit-params';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { KNOWN_ACTIONS } from '@/lib/audit/format';
import { cn } from '@/lib/cn';

/** A pause in typing worth searching for. */
const PAUSE_MS = 400;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const NOTHING = { q: null, actor: null, action: null, target: null, from: null, to: null, before: null, after: null };

type Query = Record<keyof typeof auditParsers, string | null>;

interface AuditFilterBarProps {
  actors: readonly { id: string; name: string }[];
  /** What the log is narrowed to, as people call it. */
  targetName: string | null;
  children: ReactNode;
}

/** The filters above the log. Each change goes into the address; the rows stay until the next are here. */
export function AuditFilterBar({ actors, targetName, children }: AuditFilterBarProps) {
  const [isPending, startTransition] = useTransition();
  const [query, setQuery] = useQueryStates(auditParsers, { shallow: false, startTransition });
  const isFiltered = Object.entries(query).some(([name, value]) => value && name !== 'before' && name !== 'after');
  const change = (values: Partial<Query>, pauseMs = 0) =>
    void setQuery(
      { before: null, after: null, ...values },
      pauseMs > 0 ? { limitUrlUpdates: debounce(pauseMs) } : undefined,
    );
  return (
    <>
      <search>
        <form
          method="get"
          action="/settings/audit-log"
          aria-label="Filter the audit log"
          onSubmit={(event: FormEvent) => event.preventDefault()}
          className="grid grid-cols-2 items-end gap-3 border-b border-line px-4 py-3 sm:flex sm:flex-wrap"
        >
          <SearchBox
            key={query.q === null ? 'empty' : 'given'}
            value={query.q}
            onChange={(q) => change({ q }, PAUSE_MS)}
          />
          <Choice
            label="Who"
            name="actor"
            all="Anybody"
            value={query.actor}
            options={actors.map(({ id, name }) => [id, name] as const)}
            onChoose={(actor) => change({ actor })}
          />
          <Choice
            label="What"
            name="action"
            all="Anything"
            value={query.action}
            options={KNOWN_ACTIONS}
            onChoose={(action) => change({ action })}
          />
          <DayBox label="From" name="from" value={query.from} onChange={(from) => change({ from }, PAUSE_MS)} />
          <DayBox label="To" name="to" value={query.to} onChange={(to) => change({ to }, PAUSE_MS)} />
          {query.target ? (
            <Button onClick={() => change({ target: null })} className="max-w-full">
              <span className="truncate">Only {targetName ?? query.target}</span>
              <X aria-label="Show all" />
            </Button>
          ) : null}
          {isFiltered ? (
            <Button variant="ghost" onClick={() => void setQuery(NOTHING)} className="col-span-2">
              Clear filters
            </Button>
          ) : null}
        </form>
      </search>
      <div aria-busy={isPending} className={cn(isPending && 'opacity-60 transition-opacity delay-150')}>
        {children}
      </div>
    </>
  );
}

/** Keeps what is being typed while the address waits for a pause. */
function SearchBox({ value, onChange }: { value: string | null; onChange: (text: string | null) => void }) {
  const [text, setText] = useState(value ?? '');
  return (
    <Field label="Search" className="col-span-2 sm:w-72">
      {(control) => (
        <span className="relative grid">
          <Search aria-hidden className="pointer-events-none absolute top-2 left-2.5 size-4 text-muted" />
          <Input
            {...control}
            type="search"
            name="q"
            autoComplete="off"
            maxLength={120}
            placeholder="Number, person, action or id"
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              onChange(event.target.value.trim() || null);
            }}
            className="pl-8"
          />
        </span>
      )}
    </Field>
  );
}

interface ChoiceProps {
  label: string;
  name: string;
  all: string;
  value: string | null;
  options: readonly (readonly [value: string, words: string])[];
  onChoose: (value: string | null) => void;
}

function Choice({ label, name, all, value, options, onChoose }: ChoiceProps) {
  const isListed = value === null || options.some(([one]) => one === value);
  return (
    <Field label={label} className="sm:w-44">
      {(control) => (
        <Select {...control} name={name} value={value ?? ''} onChange={(event) => onChoose(event.target.value || null)}>
          <option value="">{all}</option>
          {isListed ? null : <option value={value ?? ''}>{value}</option>}
          {options.map(([one, words]) => (
            <option key={one} value={one}>
              {words}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

interface DayBoxProps {
  label: string;
  name: string;
  value: string | null;
  onChange: (day: string | null) => void;
}

function DayBox({ label, name, value, onChange }: DayBoxProps) {
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
