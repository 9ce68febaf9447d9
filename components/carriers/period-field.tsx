import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { textOf } from '@/components/ui/use-form-action';

const PERIODS = [
  { minutes: 15, label: '15 minutes' },
  { minutes: 60, label: '1 hour' },
  { minutes: 240, label: '4 hours' },
  { minutes: 1_440, label: '1 day' },
  { minutes: 4_320, label: '3 days' },
  { minutes: 10_079, label: '7 days' },
] as const;

/** How long something is in force. */
export function PeriodField({ error }: { error: string | undefined }) {
  return (
    <Field label="For" hint="It ends by itself then." error={error}>
      {(control) => (
        <Select {...control} name="period" defaultValue={60}>
          {PERIODS.map(({ minutes, label }) => (
            <option key={minutes} value={minutes}>
              {label}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

/** When the chosen period ends, ISO 8601. */
export function endOfPeriod(values: FormData): string {
  return new Date(Date.now() + Number(textOf(values, 'period')) * 60_000).toISOString();
}
