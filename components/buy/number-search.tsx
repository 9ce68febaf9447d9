'use client';

import type { FormEvent, ReactNode } from 'react';
import { CapabilityFilter } from '@/components/buy/capability-filter';
import { PatternFilter } from '@/components/buy/pattern-filter';
import { PlaceCombobox } from '@/components/buy/place-combobox';
import { NUMBER_TYPES, type SearchParams, searchHref } from '@/components/buy/search-params';
import { useNumberSearch } from '@/components/buy/use-number-search';
import { buttonClasses } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { cn } from '@/lib/cn';
import { NUMBER_TYPE_WORDS } from '@/lib/numbers/format';
import type { PlaceSuggestion } from '@/lib/numbers/types';
import { COUNTRIES, type Country, type CountryIso } from '@/lib/phone/countries';

interface NumberSearchProps {
  /** The country searched when the address names none. */
  country: CountryIso;
  /** The places of the search shown. */
  places: readonly PlaceSuggestion[];
  problems: { areas?: string; pattern?: string };
  /** The results. */
  children: ReactNode;
}

/** The filters above their results. Each change goes into the address; the rows stay until the next are here. */
export function NumberSearch({ country: shownCountry, places, problems, children }: NumberSearchProps) {
  const { search, country, change, isPending, ...use } = useNumberSearch({ country: shownCountry, places });
  return (
    <>
      <search>
        <form
          method="get"
          action="/phone-numbers/buy"
          aria-label="Find a number"
          onSubmit={(event: FormEvent) => event.preventDefault()}
          className="mb-4 rounded-lg border border-line bg-surface p-4"
        >
          <div className="grid grid-cols-[1.35fr_1fr] gap-x-3 gap-y-4 lg:grid-cols-[11rem_9rem_minmax(12rem,1fr)_minmax(18rem,1.3fr)]">
            <CountryFilter country={country} onChange={use.chooseCountry} />
            <TypeFilter type={search.type} onChange={(type) => change({ type })} />
            <div className="col-span-2 lg:col-span-1">
              <PlaceCombobox
                country={country}
                chosen={use.placeName}
                error={problems.areas}
                onChoose={use.choosePlace}
              />
            </div>
            <div className="col-span-2 lg:col-span-1">
              <PatternFilter {...search} country={country} error={problems.pattern} onChange={use.setSearch} />
            </div>
          </div>
          <div className="mt-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
            <CapabilityFilter chosen={search.capabilities} onChange={(capabilities) => change({ capabilities })} />
            {use.isFiltered ? (
              <ButtonLink href={searchHref({ country: search.country })} size="sm" variant="ghost" prefetch={false}>
                Clear filters
              </ButtonLink>
            ) : null}
            <noscript>
              <button type="submit" className={buttonClasses({ variant: 'primary' })}>
                Search
              </button>
            </noscript>
          </div>
        </form>
      </search>
      <div aria-busy={isPending} className={cn(isPending && 'opacity-60 transition-opacity delay-150')}>
        {children}
      </div>
    </>
  );
}

function CountryFilter({ country, onChange }: { country: Country; onChange: (iso: string) => void }) {
  return (
    <Field label="Country">
      {(control) => (
        <Select {...control} name="country" value={country.iso} onChange={(event) => onChange(event.target.value)}>
          {COUNTRIES.map(({ iso, name, callingCode }) => (
            <option key={iso} value={iso}>
              {name} (+{callingCode})
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

interface TypeFilterProps {
  type: SearchParams['type'];
  onChange: (type: SearchParams['type']) => void;
}

function TypeFilter({ type, onChange }: TypeFilterProps) {
  return (
    <Field label="Type">
      {(control) => (
        <Select
          {...control}
          name="type"
          value={type ?? ''}
          onChange={(event) => onChange(NUMBER_TYPES.find((one) => one === event.target.value) ?? null)}
        >
          <option value="">Any type</option>
          {NUMBER_TYPES.map((one) => (
            <option key={one} value={one}>
              {NUMBER_TYPE_WORDS[one]}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
