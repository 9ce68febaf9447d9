'use client';

import { Plus } from 'lucide-react';
import { blankItem } from '@/components/simulator/scenario-form/blank-item';
import { FaultStripe } from '@/components/simulator/scenario-form/fault-stripe';
import type { Item, SectionSpec } from '@/components/simulator/scenario-form/field-types';
import { useScenarioForm } from '@/components/simulator/scenario-form/form-context';
import { FieldGrid, ItemCard } from '@/components/simulator/scenario-form/item-card';
import { itemsOf, textOfValue } from '@/components/simulator/scenario-form/value-at';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';

/** A part of the scenario. */
export function SectionCard({ section }: { section: SectionSpec }) {
  const { id, title, says, list, fields } = section;
  const fieldsOf = (item: Item) => (typeof fields === 'function' ? fields(item) : fields);
  return (
    <Card id={id} title={title} description={says}>
      {list ? <ItemList list={list} fieldsOf={fieldsOf} /> : <FieldGrid fields={fieldsOf({})} base={[]} />}
    </Card>
  );
}

interface ItemListProps {
  list: NonNullable<SectionSpec['list']>;
  fieldsOf: (item: Item) => Parameters<typeof FieldGrid>[0]['fields'];
}

function ItemList({ list: { key, noun, least }, fieldsOf }: ItemListProps) {
  const { scenario, set } = useScenarioForm();
  const items = itemsOf(scenario[key]);
  return (
    <div className="grid gap-3">
      {key === 'faults' ? <FaultStripe scenario={scenario} /> : null}
      {items.map((item, index) => (
        <ItemCard
          // biome-ignore lint/suspicious/noArrayIndexKey: an item is its place in the scenario
          key={index}
          title={titleOf(item, `${noun} ${index + 1}`)}
          fields={fieldsOf(item)}
          base={[key, index]}
          onRemove={
            items.length > least
              ? () =>
                  set(
                    [key],
                    items.filter((_, other) => other !== index),
                  )
              : null
          }
        />
      ))}
      <div>
        <Button onClick={() => set([key], [...items, blankItem(key, scenario)])}>
          <Plus aria-hidden />
          Add {noun}
        </Button>
      </div>
    </div>
  );
}

function titleOf(item: Item, otherwise: string): string {
  return textOfValue(item.id ?? item.group ?? item.figure) || otherwise;
}
