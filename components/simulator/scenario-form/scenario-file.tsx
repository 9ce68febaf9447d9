'use client';

import { Download, Upload } from 'lucide-react';
import { useRef, useState, useTransition } from 'react';
import type { Item } from '@/components/simulator/scenario-form/field-types';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { composeScenarioFileAction, readScenarioFileAction } from '@/lib/rehearsals/actions';
import { MOST_SCENARIO_BYTES } from '@/lib/rehearsals/format';
import type { ScenarioText } from '@/lib/rehearsals/types';

interface ScenarioFileProps {
  scenario: Item;
  onRead: (scenario: ScenarioText) => void;
  onMistakes: (message: string) => void;
}

/** A scenario comes from a file and goes into one, YAML or JSON. */
export function ScenarioFile({ scenario, onRead, onMistakes }: ScenarioFileProps) {
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string>();
  const [pending, startTransition] = useTransition();
  const read = (file: File | undefined) => {
    if (!file) return;
    if (file.size > MOST_SCENARIO_BYTES) return setProblem('The file is larger than 1 MB; a scenario is not.');
    startTransition(async () => {
      const { data, serverError } = await readScenarioFileAction({ text: await file.text() });
      setProblem(serverError?.message);
      if (data) onRead(data.scenario);
    });
  };
  const write = () =>
    startTransition(async () => {
      const { data, serverError } = await composeScenarioFileAction({ scenario: JSON.parse(JSON.stringify(scenario)) });
      if (serverError) onMistakes(serverError.message);
      if (data) save(`${data.name}.scenario.yaml`, data.text);
    });
  return (
    <div className="grid justify-items-end gap-1">
      <div className="flex gap-2">
        <input
          ref={input}
          type="file"
          accept=".yaml,.yml,.json"
          aria-label="Scenario file"
          tabIndex={-1}
          className="sr-only"
          onChange={({ target }) => {
            read(target.files?.[0]);
            target.value = '';
          }}
        />
        <Button pending={pending} onClick={() => input.current?.click()}>
          <Upload aria-hidden />
          Open file
        </Button>
        <Button pending={pending} onClick={write}>
          <Download aria-hidden />
          Save file
        </Button>
      </div>
      {problem ? <FieldError>{problem}</FieldError> : null}
    </div>
  );
}

function save(fileName: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }));
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(link.href);
}
