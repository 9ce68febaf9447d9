'use client';

import { type ChangeEvent, type KeyboardEvent, useState } from 'react';
import { usePlaces } from '@/components/buy/use-places';
import type { PlaceSuggestion } from '@/lib/numbers/types';
import type { Country } from '@/lib/phone/countries';

interface PlaceBoxOptions {
  country: Country;
  chosen: string;
  onChoose: (place: PlaceSuggestion | null) => void;
}

/** What the place box does: its draft, its list, and which entry the arrows stand on. */
export function usePlaceBox({ country, chosen, onChoose }: PlaceBoxOptions) {
  /** What is being typed; null while the box shows what is chosen. */
  const [draft, setDraft] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const { places, status } = usePlaces(country.iso, draft ?? '', isOpen);

  const close = () => {
    setOpen(false);
    setDraft(null);
    setActive(-1);
  };
  const choose = (place: PlaceSuggestion | null) => {
    close();
    onChoose(place);
  };
  const move = (step: 1 | -1) => {
    setOpen(true);
    const from = active < 0 && step < 0 ? 0 : active;
    if (places.length > 0) setActive((from + step + places.length) % places.length);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const place = places[active];
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Escape' && isOpen) close();
    else if (event.key === 'Enter' && isOpen && place) choose(place);
    else if (event.key === 'Enter' && draft === '') choose(null);
    else return;
    event.preventDefault();
  };
  const onChange = ({ target }: ChangeEvent<HTMLInputElement>) => {
    setOpen(true);
    setDraft(target.value);
    setActive(target.value.trim() === '' ? -1 : 0);
  };
  // An emptied box means anywhere; anything else that was not taken is forgotten.
  const onBlur = () => (draft === '' && chosen !== '' ? choose(null) : close());
  const onClick = () => setOpen(true);

  const inputProps = { value: draft ?? chosen, onChange, onClick, onKeyDown, onBlur };
  return { draft: draft ?? '', isOpen, active, places, status, choose, inputProps };
}
