import { MapPin } from 'lucide-react';
import type { usePlaces } from '@/components/buy/use-places';
import { cn } from '@/lib/cn';
import { areaCodesText, placeText } from '@/lib/numbers/format';
import type { PlaceSuggestion } from '@/lib/numbers/types';

interface PlaceListProps {
  id: string;
  isOpen: boolean;
  places: readonly PlaceSuggestion[];
  status: ReturnType<typeof usePlaces>['status'];
  /** What was typed. */
  draft: string;
  /** The entry the arrows stand on; -1: none. */
  active: number;
  trunkPrefix: string;
  onChoose: (place: PlaceSuggestion) => void;
}

const panel = 'absolute top-full left-0 z-20 mt-1 w-full min-w-72 rounded-lg bg-raised shadow-overlay';

/** The suggestions under the place box. Focus stays in the box, which points at the active entry. */
export function PlaceList({ id, isOpen, places, status, draft, active, trunkPrefix, onChoose }: PlaceListProps) {
  return (
    <>
      <div
        id={id}
        role="listbox"
        aria-label="Places"
        hidden={!isOpen || places.length === 0}
        // The box keeps the focus while the list is pressed.
        onMouseDown={(event) => event.preventDefault()}
        className={cn(panel, 'max-h-80 overflow-y-auto p-1')}
      >
        {places.map((place, index) => (
          <PlaceOption
            key={place.areaIds.join()}
            id={`${id}-${index}`}
            place={place}
            trunkPrefix={trunkPrefix}
            isActive={index === active}
            onChoose={() => onChoose(place)}
          />
        ))}
      </div>
      {isOpen && places.length === 0 && status !== 'loading' ? (
        <p className={cn(panel, 'px-3 py-2 text-sm text-muted')}>
          {status === 'failed'
            ? 'Places could not be loaded. Type on to try again.'
            : `No place or code fits “${draft}”.`}
        </p>
      ) : null}
      <span role="status" className="sr-only">
        {isOpen ? announcement(status, places.length) : ''}
      </span>
    </>
  );
}

function announcement(status: PlaceListProps['status'], count: number): string {
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
