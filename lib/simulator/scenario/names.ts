import type { Scenario } from './schema';

/** "sagar-east" is "Sagar east". */
function inWords(id: string): string {
  const words = id.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * What people call a scenario's carriers and trunks, by their ids: a carrier has a name or its id in words; its only
 * trunk is called like it.
 */
export function namesOf({ carriers }: Pick<Scenario, 'carriers'>): (id: string) => string {
  const names = new Map<string, string>();
  for (const { id, name = inWords(id), trunks = [] } of carriers) {
    for (const trunk of trunks) names.set(trunk.id, trunks.length === 1 ? name : `${name}, ${inWords(trunk.id)}`);
    names.set(id, name);
  }
  return (id) => names.get(id) ?? id;
}
