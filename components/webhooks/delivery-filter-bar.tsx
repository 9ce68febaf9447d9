'use client';

import { useQueryStates } from 'nuqs';
import { type FormEvent, type ReactNode, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { deliveryParsers, NO_DELIVERY_FILTER } from '@/components/webhooks/delivery-params';
import { eventWords } from '@/components/webhooks/event-words';
import { cn } from '@/lib/cn';
import { DELIVERY_STATE_WORDS, DELIVERY_STATES, WEBHOOK_EVENTS } from '@/lib/webhooks/format';

interface DeliveryFilterBarProps {
  endpoints: readonly { id: string; url: string; isRemoved: boolean }[];
  children: ReactNode;
}

/** The filters above the log. Each change goes into the address; the rows stay until the next are here. */
export function DeliveryFilterBar({ endpoints, children }: DeliveryFilterBarProps) {
  const [isPending, startTransition] = useTransition();
  const [query, setQuery] = useQueryStates(deliveryParsers, { shallow: false, startTransition });
  const isFiltered = Boolean(query.state || query.event || query.endpoint);
  const choices = {
    state: DELIVERY_STATES.map((state) => ({ value: state, words: DELIVERY_STATE_WORDS[state] })),
    event: WEBHOOK_EVENTS.map((event) => ({ value: event, words: eventWords(event) })),
    endpoint: endpoints.map(({ id, url, isRemoved }) => ({ value: id, words: isRemoved ? `${url} (removed)` : url })),
  };
  const filter = (name: keyof typeof choices, label: string, all: string) => (
    <Field label={label} className="sm:w-48">
      {(control) => (
        <Select
          {...control}
          name={name}
          value={query[name] ?? ''}
          onChange={(event) => void setQuery({ before: null, after: null, [name]: event.target.value || null })}
        >
          <option value="">{all}</option>
          {choices[name].map(({ value, words }) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
  return (
    <>
      <search>
        <form
          method="get"
          action="/developers/webhooks"
          aria-label="Filter the delivery log"
          onSubmit={(event: FormEvent) => event.preventDefault()}
          className="grid grid-cols-2 items-end gap-3 border-b border-line px-4 py-3 sm:flex sm:flex-wrap"
        >
          {filter('state', 'State', 'All states')}
          {filter('event', 'Event', 'All events')}
          {filter('endpoint', 'Endpoint', 'All endpoints')}
          {isFiltered ? (
            <Button variant="ghost" onClick={() => void setQuery(NO_DELIVERY_FILTER)} className="col-span-2">
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
