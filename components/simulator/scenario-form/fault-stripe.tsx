import type { Item } from '@/components/simulator/scenario-form/field-types';
import { durationOf, itemsOf, textOfValue } from '@/components/simulator/scenario-form/value-at';
import { clockText } from '@/lib/rehearsals/format';

/** The faults over the run, as their fields have them now. */
export function FaultStripe({ scenario }: { scenario: Item }) {
  const lastsMs = durationOf(scenario.lasts);
  if (!lastsMs) return null;
  const warmUp = durationOf(scenario.warmUp) ?? 0;
  const faults = itemsOf(scenario.faults).map((fault, index) => ({
    key: index,
    id: textOfValue(fault.id) || `fault ${index + 1}`,
    kind: textOfValue(fault.kind),
    at: durationOf(fault.at) ?? 0,
    lasts: durationOf(fault.lasts) ?? 0,
  }));
  const share = (ms: number) => `${Math.min(100, (100 * ms) / lastsMs)}%`;
  return (
    <figure className="grid gap-1 text-xs">
      <figcaption className="flex justify-between text-muted">
        <span className="figures">0:00</span>
        <span>Faults on the time line{warmUp > 0 ? '; the hatched part is warm-up' : ''}</span>
        <span className="figures">{clockText(lastsMs, { lastsMs })}</span>
      </figcaption>
      <div className="grid gap-px rounded-md border border-line bg-sunken p-1">
        {faults.length === 0 ? <p className="px-1 text-muted">No fault: nothing should move a call.</p> : null}
        {faults.map(({ key, id, kind, at, lasts }) => (
          <div key={key} className="relative h-6 overflow-hidden rounded-sm bg-surface">
            <span
              aria-hidden
              className="absolute inset-y-0 left-0 bg-[repeating-linear-gradient(45deg,var(--line)_0_1px,transparent_1px_6px)]"
              style={{ width: share(warmUp) }}
            />
            <a
              href={`#faults[${key}]`}
              className="absolute inset-y-0 flex min-w-6 items-center overflow-visible border-l-2 border-danger bg-danger-soft pl-1 whitespace-nowrap text-danger"
              style={{ left: share(at), width: share(lasts) }}
            >
              {id}: {kind} at {clockText(at, { lastsMs })}
            </a>
          </div>
        ))}
      </div>
    </figure>
  );
}
