import { useEffect, useRef, useState } from 'react';

interface PlayheadOptions {
  lastsMs: number;
  /** Where it stands at first, ms. */
  startAt: number;
  /** Told where it came to rest. */
  onRest: (at: number) => void;
}

/** Seconds of the wall clock for the whole run. */
const WHOLE_RUN_S = { slow: 120, normal: 40, fast: 15 };
export type Speed = keyof typeof WHOLE_RUN_S;

/** A moment of virtual time that can be set, stepped and played. */
export function usePlayhead({ lastsMs, startAt, onRest }: PlayheadOptions) {
  const [at, setAt] = useState(startAt);
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<Speed>('normal');
  const rest = useRef(onRest);
  rest.current = onRest;

  // The browser's frames move it while it plays.
  useEffect(() => {
    if (!playing) return;
    let frame = 0;
    let before = performance.now();
    const move = (now: number) => {
      const passed = ((now - before) / 1_000) * (lastsMs / WHOLE_RUN_S[speed]);
      before = now;
      setAt((value) => Math.min(lastsMs, value + passed));
      frame = requestAnimationFrame(move);
    };
    frame = requestAnimationFrame(move);
    return () => cancelAnimationFrame(frame);
  }, [playing, speed, lastsMs]);

  if (playing && at >= lastsMs) setPlaying(false);

  const set = (next: number) => {
    const bounded = Math.round(Math.min(lastsMs, Math.max(0, next)));
    setAt(bounded);
    rest.current(bounded);
  };
  const toggle = () => {
    if (playing) rest.current(Math.round(at));
    else if (at >= lastsMs) setAt(0);
    setPlaying(!playing);
  };
  return { at, playing, speed, setSpeed, set, toggle };
}
