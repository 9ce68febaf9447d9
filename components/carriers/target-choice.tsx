import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { CarrierSummary, TrunkSummary } from '@/lib/network/types';

export interface OperatedTrunk {
  carrier: CarrierSummary;
  trunk: TrunkSummary;
  open: boolean;
  onClose: () => void;
}

/** A trunk or the whole carrier, as the actions take it. */
export function targetOf(text: string): { kind: 'trunk' | 'carrier'; id: string } {
  const [kind, id = ''] = text.split(' ');
  return { kind: kind === 'carrier' ? 'carrier' : 'trunk', id };
}

interface TargetChoiceProps extends Pick<OperatedTrunk, 'carrier' | 'trunk'> {
  value?: string;
  onChange?: (value: string) => void;
  error: string | undefined;
}

/** This trunk or all of its carrier; no choice where the carrier has one trunk. */
export function TargetChoice({ carrier, trunk, value, onChange, error }: TargetChoiceProps) {
  const whole = `carrier ${carrier.slug}`;
  return (
    <Field label="Where" error={error}>
      {(control) => (
        <Select
          {...control}
          name="target"
          value={value}
          onChange={onChange && ((event) => onChange(event.target.value))}
        >
          <option value={whole}>All of {carrier.name}</option>
          <option value={`trunk ${trunk.slug}`}>Trunk {trunk.slug} only</option>
        </Select>
      )}
    </Field>
  );
}
