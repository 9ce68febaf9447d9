import { debounce, type Options } from 'nuqs';
import { PATTERN_MODES, type SearchParams } from '@/components/buy/search-params';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { PatternMode } from '@/lib/numbers/schema';
import type { Country } from '@/lib/phone/countries';

interface PatternFilterProps {
  pattern: string;
  mode: PatternMode;
  country: Country;
  error: string | undefined;
  onChange: (values: Partial<SearchParams>, options?: Options) => unknown;
}

const MODE_WORDS: Readonly<Record<PatternMode, string>> = {
  starts: 'Starts with',
  contains: 'Contains',
  ends: 'Ends with',
};

/** A pause in typing worth searching for. */
const PAUSE_MS = 300;

function hintFor(mode: PatternMode, { callingCode }: Country): string {
  if (mode === 'starts') return `Digits after +${callingCode}; * stands for any digits.`;
  return mode === 'contains' ? 'At least 3 digits; * stands for any digits.' : 'Last digits; * stands for any digits.';
}

/** Digits and where in the number they must stand. */
export function PatternFilter({ pattern, mode, country, error, onChange }: PatternFilterProps) {
  return (
    <div className="grid grid-cols-[8.5rem_1fr] gap-x-2">
      <Field label="Number">
        {(control) => (
          <Select
            {...control}
            name="mode"
            value={mode}
            onChange={(event) => {
              const chosen = PATTERN_MODES.find((one) => one === event.target.value);
              onChange({ mode: chosen ?? 'starts', cursor: null });
            }}
          >
            {PATTERN_MODES.map((one) => (
              <option key={one} value={one}>
                {MODE_WORDS[one]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Pattern" hint={error ? undefined : hintFor(mode, country)} error={error}>
        {(control) => (
          <Input
            {...control}
            name="pattern"
            // A telephone keypad has the star.
            inputMode="tel"
            autoComplete="off"
            maxLength={40}
            value={pattern}
            onChange={(event) =>
              onChange(
                { pattern: event.target.value, cursor: null },
                { history: 'replace', limitUrlUpdates: debounce(PAUSE_MS) },
              )
            }
            className="figures"
          />
        )}
      </Field>
    </div>
  );
}
