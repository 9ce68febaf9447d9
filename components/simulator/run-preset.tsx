'use client';

import { Play } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { useRefusal } from '@/components/ui/use-refusal';
import { startPresetAction } from '@/lib/rehearsals/actions';

/** Runs a preset as it is. */
export function RunPreset({ preset, title }: { preset: string; title: string }) {
  const { pending, refusal, act } = useRefusal(startPresetAction);
  return (
    <div className="grid justify-items-end gap-1">
      <Button size="sm" pending={pending} onClick={() => act({ preset })} aria-label={`Run: ${title}`}>
        <Play aria-hidden />
        Run
      </Button>
      {refusal ? <FieldError>{refusal}</FieldError> : null}
    </div>
  );
}
