'use client';

import type { CartItem } from '@/components/buy/cart-store';
import { useCart } from '@/components/buy/use-cart';
import { Checkbox } from '@/components/ui/checkbox';
import { MOST_BOUGHT } from '@/lib/bulk/format';

/** Puts a number of the search into the cart, or takes it out. */
export function CartCheckbox({ item }: { item: CartItem }) {
  const { items, has, toggle } = useCart();
  const checked = has(item.number);
  return (
    <Checkbox
      label={`Choose ${item.display}`}
      hideLabel
      checked={checked}
      disabled={!checked && items.length >= MOST_BOUGHT}
      onChange={() => toggle(item)}
    />
  );
}
