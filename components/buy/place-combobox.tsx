'use client';

import { MapPin, X } from 'lucide-react';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { usePlaces } from '@/components/buy/use-places';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { cn } from '@/lib/cn';
import { areaCodesText, placeText } from '@/lib/numbers/format';
import type { PlaceSuggestion } from '@/lib/numbers/types';
import type { Country } from '@/lib/phone/countries';

interface PlaceComboboxProps {
  country: Country;
  /** What the search is limited to, as text; empty: anywhere. */
  chosen: string;
  error: string | undefined;
  onChoose: (place: PlaceSuggestion | null) => void;
}

/** A text box with suggestions (ARIA combobox): arrows move, Enter takes, Escape gives up, leaving changes nothing. */
export function PlaceCombobox({ country, chosen, error, onChoose }: PlaceComboboxProps) {
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  /** What is being typed; null while the box shows what is chosen. */
  const [draft, setDraft] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const { places, status } = usePlaces(country.iso, draft ?? '', isOpen);

  const open = () => setOpen(true);
  const close = () => {
    setOpen(false);
    setDraft(null);
    setActive(-1);
  };
  const choose = (place: PlaceSuggestion | null) => {
    close();
    onChoose(place);
  };
  const type = (text: string) => {
    open();
    setDraft(text);
    setActive(text.trim() === '' ? -1 : 0);
  };
  const move = (step: 1 | -1) => {
    open();
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
  const leave = () => {
    if (draft === '' && chosen !== '') choose(null);
    else close();
  };

  return (
    <div className="relative min-w-0">
      <Field label={`Place or ${country.iso === 'IN' ? 'STD' : 'area'} code`} error={error}>
        {(control) => (
          <span className="relative block">
            <Input
              {...control}
              ref={input}
              name="place"
              role="combobox"
              aria-expanded={isOpen}
              aria-controls={listId}
              aria-autocomplete="list"
              aria-activedescendant={isOpen && places[active] ? `${listId}-${active}` : undefined}
              autoComplete="off"
              spellCheck={false}
              placeholder="Anywhere"
              value={draft ?? chosen}
              onChange={(event) => type(event.target.value)}
              onClick={open}
              onKeyDown={onKeyDown}
              onBlur={leave}
              className={chosen ? 'pr-9' : undefined}
            />
            {chosen ? (
              <button
                type="button"
                aria-label="Clear place"
                onClick={() => {
                  choose(null);
                  input.current?.focus();
                }}
                className="absolute inset-y-0 right-1 my-auto grid size-6 place-items-center rounded-sm text-muted hover:bg-neutral-soft hover:text-fg"
              >
                <X aria-hidden className="size-4" />
              </button>
            ) : null}
          </span>
        )}
      </Field>
      <div
        id={listId}
        role="listbox"
        aria-label="Places"
        hidden={!isOpen || places.length === 0}
        // The box keeps the focus while the list is pressed.
        onMouseDown={(event) => event.preventDefault()}
        className="absolute top-full left-0 z-20 mt-1 max-h-80 w-full min-w-72 overflow-y-auto rounded-lg bg-raised p-1 shadow-overlay"
      >
        {places.map((place, index) => (
          <PlaceOption
            key={place.areaIds.join()}
            id={`${listId}-${index}`}
            place={place}
            trunkPrefix={country.trunkPrefix}
            isActive={index === active}
            onChoose={() => choose(place)}
          />
        ))}
      </div>
      {isOpen && status === 'none' ? (
        <p className="absolute top-full left-0 z-20 mt-1 w-full min-w-72 rounded-lg bg-raised px-3 py-2 text-sm text-muted shadow-overlay">
          No place or code fits “{draft}”.
        </p>
      ) : null}
      <span role="status" className="sr-only">
        {isOpen ? announcement(status, places.length) : ''}
      </span>
    </div>
  );
}

function announcement(status: ReturnType<typeof usePlaces>['status'], count: number): string {
  if (status === 'loading') return '';
  if (status === 'failed') return 'Places could not be loaded';
  return count === 1 ? '1 place' : `${count} places`;
}

interface PlaceOptionProps {
  id: string;
  place: PlaceSuggestion;
  trunkPrefix: string;
  isActive: boolean;
  onChoose: () => void;
}

function PlaceOption({ id, place, trunkPrefix, isActive, onChoose }: PlaceOptionProps) {
  const scrollTo = (element: HTMLElement | null) => {
    if (isActive) element?.scrollIntoView({ block: 'nearest' });
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the text box handles the keys and points here
    // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the text box
    <div
      ref={scrollTo}
      id={id}
      role="option"
      aria-selected={isActive}
      onClick={onChoose}
      className={cn(
        'flex min-h-9 cursor-pointer items-center gap-2 rounded-sm px-2 py-1 text-sm pointer-coarse:min-h-11',
        isActive ? 'bg-accent-soft' : 'hover:bg-neutral-soft',
      )}
    >
      <MapPin aria-hidden className="size-4 shrink-0 text-muted" />
      <span className="min-w-0 flex-1">
        <span className="font-medium">{placeText(place)}</span>{' '}
        <span className="figures text-muted">{areaCodesText(place.codes, trunkPrefix)}</span>
      </span>
      <span className="figures text-xs text-muted">
        {place.stock}
        {place.more ? '+' : ''} {place.stock === 1 && !place.more ? 'number' : 'numbers'}
      </span>
    </div>
  );
}
