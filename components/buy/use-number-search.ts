'use client';

import { useQueryStates } from 'nuqs';
import { useState, useTransition } from 'react';
import { COUNTRY_COOKIE, type SearchParams, searchParsers } from '@/components/buy/search-params';
import { placeText } from '@/lib/numbers/format';
import type { PlaceSuggestion } from '@/lib/numbers/types';
import { COUNTRIES, type CountryIso, getCountry } from '@/lib/phone/countries';

interface ShownSearch {
  /** The country searched when the address names none. */
  country: CountryIso;
  /** The places of the search shown. */
  places: readonly PlaceSuggestion[];
}

/** The search in the address and the ways to change it; `isPending` until the page shows the change. */
export function useNumberSearch({ country, places }: ShownSearch) {
  const [isPending, startTransition] = useTransition();
  const [search, setSearch] = useQueryStates(searchParsers, { shallow: false, history: 'push', startTransition });
  const [lastChosen, setLastChosen] = useState<PlaceSuggestion | null>(null);
  // A place that came as text is known by the page only.
  const areas = search.place === '' ? search.areas : places.flatMap(({ areaIds }) => areaIds);

  const change = (values: Partial<SearchParams>) => {
    void setSearch({ areas, ...values, place: null, cursor: null });
  };
  return {
    search,
    setSearch,
    change,
    isPending,
    country: getCountry(search.country ?? country),
    placeName: placeName(areas, places, lastChosen),
    isFiltered: Boolean(search.type || search.pattern || areas.length || search.capabilities.length),
    chooseCountry: (iso: string) => {
      const chosen = COUNTRIES.find((one) => one.iso === iso);
      if (!chosen) return;
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing without https
      document.cookie = `${COUNTRY_COOKIE}=${chosen.iso}; path=/; max-age=31536000; samesite=lax`;
      change({ country: chosen.iso, areas: [] });
    },
    choosePlace: (place: PlaceSuggestion | null) => {
      setLastChosen(place);
      change({ areas: place?.areaIds ?? [] });
    },
  };
}

/** The name of the places searched: from the page, or from the list until the page has caught up. */
function placeName(
  areas: readonly number[],
  places: readonly PlaceSuggestion[],
  lastChosen: PlaceSuggestion | null,
): string {
  if (areas.length === 0) return '';
  if (lastChosen?.areaIds.join() === areas.join()) return placeText(lastChosen);
  return places.map(placeText).join('; ');
}
