'use client';

import { Search, X } from 'lucide-react';
import { debounce, useQueryStates } from 'nuqs';
import { type ReactNode, useTransition } from 'react';
import { activeFilters, isFiltered } from '@/components/rentals/active-table-config';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { Spinner } from '@/components/ui/spinner';
import { NUMBER_TYPE_WORDS } from '@/lib/numbers/format';
import { findCountry } from '@/lib/phone/countries';
import { HA_FILTER_WORDS, HA_FILTERS, SEARCH_MAX } from '@/lib/rentals/format';
import type { RentalFacets } from '@/lib/rentals/types';

const TYPING_PAUSE_MS = 250;

const cleared = { q: null, country: null, type: null, ha: null, carrier: null, tag: null, page: null };

/** Search and filters of Active Numbers, kept in the address. */
export function ActiveFilters({ facets, children }: { facets: RentalFacets; children?: ReactNode }) {
  const [pending, startTransition] = useTransition();
  const [filters, setFilters] = useQueryStates(
    { ...activeFilters, page: { parse: String } },
    { shallow: false, history: 'push', scroll: false, startTransition },
  );
  const search = (text: string) =>
    setFilters({ q: text, page: null }, { history: 'replace', limitUrlUpdates: debounce(text ? TYPING_PAUSE_MS : 0) });
  const choose = (name: 'country' | 'type' | 'ha' | 'carrier' | 'tag', text: string) => {
    const parsed = text ? activeFilters[name].parse(text) : null;
    return setFilters({ [name]: parsed, page: null });
  };
  return (
    <search className="grid grid-cols-2 items-center gap-2 sm:flex sm:flex-wrap max-sm:[&>span]:w-full max-sm:[&_select]:w-full">
      <div className="relative col-span-2 sm:w-64">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted"
        />
        <Input
          type="search"
          aria-label="Search number, alias or application"
          placeholder="Number, alias or application"
          maxLength={SEARCH_MAX}
          className="pl-8"
          value={filters.q}
          onChange={(event) => search(event.target.value)}
        />
      </div>
      <Choice label="Country" value={filters.country} onChoose={(text) => choose('country', text)} all="All countries">
        {facets.countries.map((iso) => [iso, findCountry(iso)?.name ?? iso])}
      </Choice>
      <Choice label="Type" value={filters.type} onChoose={(text) => choose('type', text)} all="All types">
        {facets.types.map((type) => [type, NUMBER_TYPE_WORDS[type]])}
      </Choice>
      <Choice label="High availability" value={filters.ha} onChoose={(text) => choose('ha', text)} all="HA: any">
        {HA_FILTERS.map((ha) => [ha, `HA: ${HA_FILTER_WORDS[ha].toLowerCase()}`])}
      </Choice>
      <Choice label="Carrier" value={filters.carrier} onChoose={(text) => choose('carrier', text)} all="All carriers">
        {facets.carriers.map(({ slug, name }) => [slug, name])}
      </Choice>
      {facets.tags.length > 0 || filters.tag ? (
        <Choice label="Tag" value={filters.tag} onChoose={(text) => choose('tag', text)} all="All tags">
          {facets.tags.map((tag) => [tag, tag])}
        </Choice>
      ) : null}
      {children}
      {isFiltered(filters) ? (
        <Button variant="ghost" onClick={() => setFilters(cleared)}>
          <X aria-hidden />
          Clear
        </Button>
      ) : null}
      {pending ? <Spinner /> : null}
    </search>
  );
}

interface ChoiceProps {
  label: string;
  all: string;
  value: string | null;
  onChoose: (value: string) => void;
  children: [value: string, word: string][];
}

function Choice({ label, all, value, onChoose, children }: ChoiceProps) {
  // A value from the address that the account has no numbers of is still what is filtered by.
  const isOffered = value === null || children.some(([own]) => own === value);
  return (
    <Select fit aria-label={label} value={value ?? ''} onChange={(event) => onChoose(event.target.value)}>
      <option value="">{all}</option>
      {isOffered ? null : <option value={value}>{value}</option>}
      {children.map(([own, word]) => (
        <option key={own} value={own}>
          {word}
        </option>
      ))}
    </Select>
  );
}
