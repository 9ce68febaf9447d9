import fs from 'node:fs';
import type { SampledCall } from '../result';

/** A file that cannot be written; its message is a sentence for the user. */
export class OutputError extends Error {}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EISDIR: 'is a folder',
  EACCES: 'may not be written',
  EPERM: 'may not be written',
  EROFS: 'may not be written',
};

/**
 * Opens a file for writing, so that a wrong path is known before the work and not after it.
 * @param option how the mistake names it, for instance --report
 * @returns the descriptor
 * @throws {OutputError} when there is no such folder, it is one itself or it may not be written
 */
export function openOutput(option: string, file: string): number {
  try {
    return fs.openSync(file, 'w');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? REASONS[String(error.code)] : undefined;
    if (reason === undefined) throw error;
    throw new OutputError(`${option} ${file}: ${reason}.`);
  }
}

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
