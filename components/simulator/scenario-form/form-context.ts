import { createContext, useContext } from 'react';
import type { Item, Offer } from '@/components/simulator/scenario-form/field-types';
import { itemsOf, textOfValue } from '@/components/simulator/scenario-form/value-at';
import { POLICY_NAMES } from '@/lib/rehearsals/format';

export interface FormState {
  scenario: Item;
  /** Sets a value; undefined takes it away, so that its default holds. */
  set: (path: readonly (string | number)[], value: unknown) => void;
  /** What is wrong, by the path it is about. */
  mistakes: ReadonlyMap<string, string>;
}

const Context = createContext<FormState | null>(null);

export const ScenarioFormProvider = Context.Provider;

export function useScenarioForm(): FormState {
  const state = useContext(Context);
  if (!state) throw new Error('A field of a scenario stands in its form.');
  return state;
}

/** The ids that a choice offers. */
export function offered(scenario: Item, offer: Offer): readonly string[] {
  const ids = (key: string, name = 'id') => [...new Set(itemsOf(scenario[key]).map((item) => textOfValue(item[name])))];
  switch (offer) {
    case 'carriers':
      return ids('carriers');
    case 'trunks':
      return itemsOf(scenario.carriers).flatMap((carrier) => {
        const own = itemsOf(carrier.trunks).map((trunk) => textOfValue(trunk.id));
        return own.length > 0 ? own : [textOfValue(carrier.id)];
      });
    case 'numbers':
      return ids('numbers');
    case 'groups':
      return ids('destinations', 'group');
    case 'faults':
      return ids('faults');
    default:
      return POLICY_NAMES;
  }
}
