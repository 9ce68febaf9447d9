'use client';

import { useQueryStates } from 'nuqs';
import { type FormEvent, type ReactNode, useState, useTransition } from 'react';
import { CapabilityFilter } from '@/components/buy/capability-filter';
import { PatternFilter } from '@/components/buy/pattern-filter';
import { PlaceCombobox } from '@/components/buy/place-combobox';
import { COUNTRY_COOKIE, NUMBER_TYPES, type SearchParams, searchParsers } from '@/components/buy/search-params';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { cn } from '@/lib/cn';
import { NUMBER_TYPE_WORDS, placeText } from '@/lib/numbers/format';
import type { PlaceSuggestion } from '@/lib/numbers/types';
import { COUNTRIES, type CountryIso, getCountry } from '@/lib/phone/countries';

interface NumberSearchProps {
  /** The country searched when the address names none. */
  country: CountryIso;
  /** The places of the search shown. */
  places: readonly PlaceSuggestion[];
  problems: { areas?: string; pattern?: string };
  /** The results. */
  children: ReactNode;
}

const NO_FILTER = { type: null, areas: null, place: null, pattern: null, mode: null, capabilities: null, cursor: null };

/** The filters above their results. Each change goes into the address; the rows stay until the next are here. */
export function NumberSearch({ country: initialCountry, places, problems, children }: NumberSearchProps) {
  const [isPending, startTransition] = useTransition();
  const [search, setSearch] = useQueryStates(searchParsers, { shallow: false, history: 'push', startTransition });
  const [lastChosen, setLastChosen] = useState<PlaceSuggestion | null>(null);
  const country = getCountry(search.country ?? initialCountry);

  const change = (values: Partial<SearchParams>) => void setSearch({ ...values, place: null, cursor: null });
  const chooseCountry = (iso: string) => {
    const chosen = COUNTRIES.find((one) => one.iso === iso);
    if (!chosen) return;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing without https
    document.cookie = `${COUNTRY_COOKIE}=${chosen.iso}; path=/; max-age=31536000; samesite=lax`;
    change({ country: chosen.iso, areas: [] });
  };
  const choosePlace = (place: PlaceSuggestion | null) => {
    setLastChosen(place);
    change({ areas: place?.areaIds ?? [] });
  };
  const isFiltered = Boolean(search.type || search.pattern || search.areas.length || search.capabilities.length);

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
          <div className="grid grid-cols-2 gap-x-3 gap-y-4 lg:grid-cols-[11rem_9rem_minmax(12rem,1fr)_minmax(18rem,1.3fr)]">
            <Field label="Country">
              {(control) => (
                <Select
                  {...control}
                  name="country"
                  value={country.iso}
                  onChange={(event) => chooseCountry(event.target.value)}
                >
                  {COUNTRIES.map(({ iso, name, callingCode }) => (
                    <option key={iso} value={iso}>
                      {name} (+{callingCode})
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <Field label="Type">
              {(control) => (
                <Select
                  {...control}
                  name="type"
                  value={search.type ?? ''}
                  onChange={(event) =>
                    change({ type: NUMBER_TYPES.find((type) => type === event.target.value) ?? null })
                  }
                >
                  <option value="">Any type</option>
                  {NUMBER_TYPES.map((type) => (
                    <option key={type} value={type}>
                      {NUMBER_TYPE_WORDS[type]}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <div className="col-span-2 lg:col-span-1">
              <PlaceCombobox
                country={country}
                chosen={chosenText(search, places, lastChosen)}
                error={problems.areas}
                onChoose={choosePlace}
              />
            </div>
            <div className="col-span-2 lg:col-span-1">
              <PatternFilter
                pattern={search.pattern}
                mode={search.mode}
                country={country}
                error={problems.pattern}
                onChange={setSearch}
              />
            </div>
          </div>
          <div className="mt-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
            <CapabilityFilter chosen={search.capabilities} onChange={(capabilities) => change({ capabilities })} />
            {isFiltered ? (
              <Button size="sm" variant="ghost" onClick={() => void setSearch(NO_FILTER)}>
                Clear filters
              </Button>
            ) : null}
            <noscript>
              <button type="submit" className="rounded-md bg-accent px-3 py-1.5 font-medium text-on-accent">
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

/** The name of the places searched: from the page, or from the list until the page has caught up. */
function chosenText(
  { areas }: SearchParams,
  places: readonly PlaceSuggestion[],
  lastChosen: PlaceSuggestion | null,
): string {
  if (areas.length === 0) return '';
  if (lastChosen?.areaIds.join() === areas.join()) return placeText(lastChosen);
  return places.map(placeText).join('; ');
}
