import { CAPABILITIES } from '@/components/buy/search-params';
import { Checkbox } from '@/components/ui/checkbox';
import { CAPABILITY_WORDS } from '@/lib/numbers/format';

type Capability = (typeof CAPABILITIES)[number];

interface CapabilityFilterProps {
  chosen: readonly Capability[];
  onChange: (capabilities: Capability[]) => void;
}

/** What the number must be able to do. */
export function CapabilityFilter({ chosen, onChange }: CapabilityFilterProps) {
  return (
    <fieldset className="flex flex-wrap items-center gap-x-5 gap-y-1">
      {/* A legend cannot stand on the line of what it names. */}
      <legend className="sr-only">Must have</legend>
      <span aria-hidden className="text-sm font-medium">
        Must have
      </span>
      {CAPABILITIES.map((capability) => (
        <Checkbox
          key={capability}
          name="capabilities"
          value={capability}
          label={CAPABILITY_WORDS[capability]}
          checked={chosen.includes(capability)}
          onChange={(event) =>
            onChange(CAPABILITIES.filter((one) => (one === capability ? event.target.checked : chosen.includes(one))))
          }
        />
      ))}
    </fieldset>
  );
}
