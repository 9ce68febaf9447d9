'use client';

import { Play } from 'lucide-react';
import { unstable_rethrow } from 'next/navigation';
import { useEffect, useRef, useState, useTransition } from 'react';
import type { Item } from '@/components/simulator/scenario-form/field-types';
import { ScenarioFormProvider } from '@/components/simulator/scenario-form/form-context';
import { PolicySection } from '@/components/simulator/scenario-form/policy-section';
import { type RunChoice, RunOptions } from '@/components/simulator/scenario-form/run-options';
import { ScenarioFile } from '@/components/simulator/scenario-form/scenario-file';
import { SectionCard } from '@/components/simulator/scenario-form/section-card';
import { SECTIONS } from '@/components/simulator/scenario-form/sections';
import { isItem, textOfValue, withValue } from '@/components/simulator/scenario-form/value-at';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { startRunAction } from '@/lib/rehearsals/actions';
import { DEFAULT_POLICIES } from '@/lib/rehearsals/format';
import type { PolicyGroup, ScenarioText } from '@/lib/rehearsals/types';

interface ScenarioFormProps {
  initial: ScenarioText;
  thresholds: readonly PolicyGroup[];
}

/** Every part of a scenario as fields, and what to run it with. */
export function ScenarioForm({ initial, thresholds }: ScenarioFormProps) {
  const [scenario, setScenario] = useState<Item>(initial);
  const [choice, setChoice] = useState<RunChoice>({ name: '', policies: DEFAULT_POLICIES, seeds: '1' });
  const [message, setMessage] = useState<string>();
  const [pending, startTransition] = useTransition();
  const lines = message?.split('\n') ?? [];

  const run = () =>
    startTransition(async () => {
      try {
        const { serverError } = await startRunAction({
          ...(choice.name.trim() !== '' && { name: choice.name }),
          scenario: JSON.parse(JSON.stringify(scenario)),
          policies: [...choice.policies],
          seeds: Number(choice.seeds),
        });
        setMessage(serverError?.message);
      } catch (error) {
        unstable_rethrow(error);
        setMessage('The server could not be reached. Check the connection and try again.');
      }
    });

  const set = (path: readonly (string | number)[], value: unknown) =>
    setScenario((before) => {
      const next = withValue(before, path, value);
      return isItem(next) ? next : {};
    });
  return (
    <ScenarioFormProvider value={{ scenario, set, mistakes: mistakesOf(lines) }}>
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid gap-4">
          <Mistakes lines={lines} />
          {SECTIONS.slice(0, 6).map((section) => (
            <SectionCard key={section.id} section={section} />
          ))}
          <PolicySection groups={thresholds} />
          {SECTIONS.slice(6).map((section) => (
            <SectionCard key={section.id} section={section} />
          ))}
        </div>
        <div className="grid gap-4 xl:sticky xl:top-16">
          <ScenarioFile
            scenario={scenario}
            onMistakes={setMessage}
            onRead={(read) => {
              setScenario(read);
              setMessage(undefined);
            }}
          />
          <nav
            aria-label="Parts of the scenario"
            className="hidden rounded-lg border border-line bg-surface p-3 xl:block"
          >
            <ul className="flex flex-wrap gap-x-3 gap-y-1 text-sm">
              {[...SECTIONS.slice(0, 6), { id: 'policy', title: 'Policy' }, ...SECTIONS.slice(6)].map(
                ({ id, title }) => (
                  <li key={id}>
                    <a href={`#${id}`} className="link">
                      {title}
                    </a>
                  </li>
                ),
              )}
            </ul>
          </nav>
          <RunOptions choice={choice} onChange={setChoice} title={textOfValue(scenario.title)} />
          <Button variant="primary" size="lg" pending={pending} onClick={run}>
            <Play aria-hidden />
            Run simulation
          </Button>
        </div>
      </div>
    </ScenarioFormProvider>
  );
}

/** `carriers[0].id: must be…` by its path. */
function mistakesOf(lines: readonly string[]): ReadonlyMap<string, string> {
  const pairs = lines.flatMap((line) => {
    const [, path, says] = /^([\w.[\]-]+): (.+)$/.exec(line) ?? [];
    return path && says ? [[path, says] as const] : [];
  });
  return new Map(pairs);
}

/** Everything that is wrong, above the form and in view. */
function Mistakes({ lines }: { lines: readonly string[] }) {
  const box = useRef<HTMLDivElement>(null);
  const text = lines.join('\n');
  // The button stands far below what it complains of; the browser owns the scroll position.
  useEffect(() => {
    if (text !== '') box.current?.scrollIntoView({ block: 'center' });
  }, [text]);
  return (
    <div ref={box}>
      {lines.length > 0 ? (
        <Alert tone="danger" live title={lines.length === 1 ? 'This cannot be run yet' : `${lines.length} mistakes`}>
          <ul className="grid gap-0.5">
            {lines.map((line) => (
              <li key={line} className="break-words">
                {line}
              </li>
            ))}
          </ul>
        </Alert>
      ) : null}
    </div>
  );
}
