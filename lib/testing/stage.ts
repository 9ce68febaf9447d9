/**
 * A process beside the installation under test, for browser specs: it sets the scene through the
 * product's own verbs. One JSON request a line on standard input, one JSON answer a line on standard
 * output; ends when its input does.
 */
import { createInterface } from 'node:readline';
import { db } from '@/lib/db';
import { type StageVerbs, stageVerbs } from './stage-verbs';

interface Request {
  id: number;
  verb: keyof StageVerbs;
  input: unknown;
}

async function answer({ id, verb, input }: Request): Promise<string> {
  try {
    // The client is typed by the same table.
    const run = stageVerbs[verb] as (input: unknown) => Promise<unknown>;
    return JSON.stringify({ id, result: (await run(input)) ?? null });
  } catch (error) {
    return JSON.stringify({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

export default async function serve(): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    process.stdout.write(`${await answer(JSON.parse(line) as Request)}\n`);
  }
  await db.$disconnect();
}
