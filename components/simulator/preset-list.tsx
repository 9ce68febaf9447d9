import { RunPreset } from '@/components/simulator/run-preset';
import { Card } from '@/components/ui/card';
import { Link } from '@/components/ui/link';
import { delayText } from '@/lib/rehearsals/format';
import type { Preset } from '@/lib/rehearsals/types';

const KINDS: readonly { kind: Preset['kind']; title: string; says: string }[] = [
  { kind: 'outage', title: 'Outages', says: 'A carrier, or a part of one, fails calls or says nothing.' },
  { kind: 'congestion', title: 'Congestion', says: 'There is less room than there are calls.' },
  { kind: 'quality', title: 'Quality', says: 'Calls connect, and something is wrong with them.' },
  { kind: 'healthy', title: 'Nothing wrong', says: 'What must not move a single call.' },
];

/** The shipped scenarios by kind, each with a sentence. */
export function PresetList({ presets, mayRun }: { presets: readonly Preset[]; mayRun: boolean }) {
  return (
    <div className="grid gap-4">
      {KINDS.map(({ kind, title, says }) => (
        <Card key={kind} id={`presets-${kind}`} title={title} description={says} flush>
          <ul className="divide-y divide-line">
            {presets
              .filter((preset) => preset.kind === kind)
              .map((preset) => (
                <PresetRow key={preset.name} preset={preset} mayRun={mayRun} />
              ))}
          </ul>
        </Card>
      ))}
    </div>
  );
}

function PresetRow({ preset: { name, title, about, place, lastsMs }, mayRun }: { preset: Preset; mayRun: boolean }) {
  return (
    <li className="flex items-start justify-between gap-4 px-4 py-2.5 hover:bg-hover">
      <div className="min-w-0">
        <Link
          href={{ pathname: '/voice/simulator/new', query: { from: name } }}
          className="font-medium hover:underline"
        >
          {title}
        </Link>
        <p className="text-sm text-muted">{about}</p>
        <p className="figures mt-0.5 text-xs text-muted">
          {place === 'india' ? 'India' : 'Elsewhere'} · {delayText(lastsMs)} of virtual time
        </p>
      </div>
      {mayRun ? <RunPreset preset={name} title={title} /> : null}
    </li>
  );
}
