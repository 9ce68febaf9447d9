import 'server-only';
import fs from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '@/lib/errors';
import { readScenario } from '@/lib/simulator/scenario/read';
import { parseScenarioFile } from './parse-scenario';
import type { Preset, ScenarioText } from './types';

const SUFFIX = '.scenario.yaml';

/** Every process runs in the project's folder. */
const folder = () => path.join(process.cwd(), 'lib/simulator/scenarios');

let known: Promise<Preset[]> | undefined;

/** The shipped scenarios, outages first. They are files of the product, so they are read once. */
export function listPresets(): Promise<Preset[]> {
  known ??= readPresets();
  return known;
}

const KINDS: readonly Preset['kind'][] = ['outage', 'congestion', 'quality', 'healthy'];

async function readPresets(): Promise<Preset[]> {
  const files = (await fs.readdir(folder())).filter((file) => file.endsWith(SUFFIX)).sort();
  const presets = await Promise.all(
    files.map(async (file) => {
      const text = await fs.readFile(path.join(folder(), file), 'utf8');
      const { name, title, about, kind, place, lasts } = readScenario(text, file);
      return { name, title, about, kind, place, lastsMs: lasts };
    }),
  );
  return presets.sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || a.name.localeCompare(b.name));
}

/** A shipped scenario as its file has it; null when there is none of this name. */
export async function findPreset(name: string): Promise<ScenarioText | null> {
  const presets = await listPresets();
  if (!presets.some((preset) => preset.name === name)) return null;
  return parseScenarioFile(await fs.readFile(path.join(folder(), `${name}${SUFFIX}`), 'utf8'));
}

/** A shipped scenario that must be there. */
export async function getPreset(name: string): Promise<ScenarioText> {
  const preset = await findPreset(name);
  if (!preset)
    throw new AppError('not_found', 'There is no such preset; choose one from the list.', { field: 'preset' });
  return preset;
}
