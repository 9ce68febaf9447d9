import type { Item } from '@/components/simulator/scenario-form/field-types';
import { itemsOf, textOfValue } from '@/components/simulator/scenario-form/value-at';

/** A new item of a list that fits the others: names not taken, numbers that meet no others. */
export function blankItem(key: string, scenario: Item): Item {
  const items = itemsOf(scenario[key]);
  const count = items.length + 1;
  const carrier = textOfValue(itemsOf(scenario.carriers)[0]?.id);
  switch (key) {
    case 'carriers':
      return { id: freeName(items, 'carrier') };
    case 'numbers':
      return {
        id: freeName(items, 'numbers'),
        carrier,
        first: `9122${String(count).padStart(3, '0')}00000`,
        count: 10,
      };
    case 'destinations':
      return { group: `group-${count}`, prefix: String(9_190 + count) };
    case 'traffic':
      return { id: freeName(items, 'campaign'), numbers: textOfValue(itemsOf(scenario.numbers)[0]?.id), rate: 5 };
    case 'faults':
      return { id: freeName(items, 'fault'), kind: 'silent', at: '3m', lasts: '1m', carriers: [carrier] };
    default:
      return { figure: 'failed', atMost: 10 };
  }
}

function freeName(items: readonly Item[], name: string): string {
  const taken = new Set(items.map((item) => textOfValue(item.id)));
  let count = items.length + 1;
  while (taken.has(`${name}-${count}`)) count += 1;
  return `${name}-${count}`;
}
