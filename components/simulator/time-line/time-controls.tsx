'use client';

import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight, Pause, Play } from 'lucide-react';
import { useState } from 'react';
import { InlineField } from '@/components/simulator/inline-field';
import type { Speed } from '@/components/simulator/time-line/use-playhead';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { clockText, parseClock } from '@/lib/rehearsals/format';

interface TimeControlsProps {
  at: number;
  lastsMs: number;
  stepMs: number;
  playing: boolean;
  speed: Speed;
  /** What happens then, in words, for whoever does not see the charts. */
  says: string;
  onToggle: () => void;
  onSpeed: (speed: Speed) => void;
  onMove: (at: number) => void;
  /** To the change before or after. */
  onJump: (direction: 'before' | 'after') => void;
}

/** Buttons, slider and input of one moment: everything the pointer can do, the keyboard can. */
export function TimeControls(props: TimeControlsProps) {
  const { at, lastsMs, stepMs, playing, onToggle, onMove, onJump } = props;
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-2">
        <fieldset className="flex items-center gap-1" aria-label="Play">
          <Button
            size="icon"
            aria-label="To the change before"
            title="To the change before"
            onClick={() => onJump('before')}
          >
            <ChevronFirst aria-hidden />
          </Button>
          <Button size="icon" aria-label="One step back" title="One step back" onClick={() => onMove(at - stepMs)}>
            <ChevronLeft aria-hidden />
          </Button>
          <Button size="icon" variant="primary" aria-label={playing ? 'Pause' : 'Play'} onClick={onToggle}>
            {playing ? <Pause aria-hidden /> : <Play aria-hidden />}
          </Button>
          <Button size="icon" aria-label="One step on" title="One step on" onClick={() => onMove(at + stepMs)}>
            <ChevronRight aria-hidden />
          </Button>
          <Button
            size="icon"
            aria-label="To the next change"
            title="To the next change"
            onClick={() => onJump('after')}
          >
            <ChevronLast aria-hidden />
          </Button>
        </fieldset>
        <MomentInput at={at} lastsMs={lastsMs} onMove={onMove} />
        <SpeedSelect {...props} />
      </div>
      <Slider {...props} />
    </div>
  );
}

function Slider({ at, lastsMs, stepMs, says, onMove }: TimeControlsProps) {
  return (
    <div className="grid grid-cols-[5.5rem_minmax(0,1fr)] items-center sm:grid-cols-[8rem_minmax(0,1fr)]">
      <span className="figures text-sm font-medium">{clockText(at, { lastsMs, precise: true })}</span>
      <input
        type="range"
        aria-label="Moment"
        aria-valuetext={`${clockText(at, { lastsMs })}: ${says}`}
        min={0}
        max={lastsMs}
        step={stepMs}
        value={at}
        onChange={(event) => onMove(Number(event.target.value))}
        className="-mx-2 h-6 w-[calc(100%+1rem)] cursor-pointer accent-accent"
      />
    </div>
  );
}

function MomentInput({ at, lastsMs, onMove }: Pick<TimeControlsProps, 'at' | 'lastsMs' | 'onMove'>) {
  const [typed, setTyped] = useState<string | null>(null);
  const parsed = typed === null ? at : parseClock(typed);
  const isWrong = parsed === null || parsed > lastsMs;
  const take = () => {
    if (typed !== null && parsed !== null && !isWrong) onMove(parsed);
    setTyped(null);
  };
  return (
    <InlineField label="Go to">
      {(id) => (
        <Input
          id={id}
          value={typed ?? clockText(at, { lastsMs, precise: true })}
          aria-invalid={isWrong || undefined}
          aria-description={`minutes and seconds up to ${clockText(lastsMs, { lastsMs })}`}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={take}
          onKeyDown={(event) => event.key === 'Enter' && take()}
          className="figures w-24"
        />
      )}
    </InlineField>
  );
}

function SpeedSelect({ speed, onSpeed }: Pick<TimeControlsProps, 'speed' | 'onSpeed'>) {
  return (
    <InlineField label="Speed">
      {(id) => (
        <Select
          id={id}
          fit
          value={speed}
          onChange={({ target: { value } }) =>
            (value === 'slow' || value === 'normal' || value === 'fast') && onSpeed(value)
          }
        >
          <option value="slow">Slow</option>
          <option value="normal">Normal</option>
          <option value="fast">Fast</option>
        </Select>
      )}
    </InlineField>
  );
}
