'use client';

import { X } from 'lucide-react';
import { useId, useRef } from 'react';
import { PlaceList } from '@/components/buy/place-list';
import { usePlaceBox } from '@/components/buy/use-place-box';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
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
  const box = usePlaceBox({ country, chosen, onChoose });
  const clear = () => {
    box.choose(null);
    input.current?.focus();
  };
  return (
    <div className="relative min-w-0">
      <Field label={`Place or ${country.iso === 'IN' ? 'STD' : 'area'} code`} error={error}>
        {(control) => (
          <span className="relative block">
            <Input
              {...control}
              {...box.inputProps}
              ref={input}
              name="place"
              role="combobox"
              aria-expanded={box.isOpen}
              aria-controls={listId}
              aria-autocomplete="list"
              aria-activedescendant={box.isOpen && box.places[box.active] ? `${listId}-${box.active}` : undefined}
              autoComplete="off"
              spellCheck={false}
              placeholder="Anywhere"
              className={chosen ? 'pr-9' : undefined}
            />
            {chosen ? (
              <button
                type="button"
                aria-label="Clear place"
                onClick={clear}
                className="absolute inset-y-0 right-1 my-auto grid size-6 place-items-center rounded-sm text-muted hover:bg-neutral-soft hover:text-fg"
              >
                <X aria-hidden className="size-4" />
              </button>
            ) : null}
          </span>
        )}
      </Field>
      <PlaceList id={listId} {...box} trunkPrefix={country.trunkPrefix} onChoose={box.choose} />
    </div>
  );
}
