import { DEFAULT_POLICY } from '@/lib/failover/policy';
import type { Choice, Threshold, ThresholdGroup } from '@/lib/failover/threshold';
import type { PolicyGroup } from './types';

/** Every threshold of the engine with its bounds and the reason for its default. */
export function listThresholds(): PolicyGroup[] {
  const groups: Readonly<Record<string, ThresholdGroup>> = DEFAULT_POLICY;
  return Object.entries(groups).map(([name, thresholds]) => ({
    name,
    title: wordsOf(name),
    thresholds: Object.entries(thresholds).map(([own, declared]) => describe(own, declared)),
  }));
}

function describe(name: string, declared: Threshold | Choice): PolicyGroup['thresholds'][number] {
  const label = wordsOf(name.replace(/(Ms|Seconds|Cps)$/, ''));
  if (!('unit' in declared)) return { kind: 'choice', name, label, value: declared.value, reason: declared.reason };
  const { value, unit, min, max, reason } = declared;
  return { kind: 'number', name, label, value, unit, min, max, reason };
}

/** "falseAlarmBudget": "False alarm budget". */
function wordsOf(name: string): string {
  const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
