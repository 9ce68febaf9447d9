import fs from 'node:fs';
import type { SampledCall } from '../result';

/** As many lines as are written at once. */
const LINES = 4_096;

/** Writes calls as lines of JSON to a file that is open: it may become larger than memory. */
export function callWriter(descriptor: number) {
  let lines: string[] = [];
  const flush = () => {
    if (lines.length > 0) fs.writeSync(descriptor, `${lines.join('\n')}\n`);
    lines = [];
  };
  return {
    add(of: { policy: string; seed: number }, call: SampledCall): void {
      lines.push(JSON.stringify({ ...of, ...call }));
      if (lines.length >= LINES) flush();
    },
    end(): void {
      flush();
      fs.closeSync(descriptor);
    },
  };
}
