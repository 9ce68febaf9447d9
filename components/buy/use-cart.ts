'use client';

import { useSyncExternalStore } from 'react';
import { type CartItem, emptyCart, followCart, readCart, writeCart } from '@/components/buy/cart-store';

/** The numbers chosen in this tab, and the ways to change them. */
export function useCart() {
  const items = useSyncExternalStore(followCart, readCart, emptyCart);
  return {
    items,
    has: (number: string) => items.some((item) => item.number === number),
    toggle: (item: CartItem) =>
      writeCart(
        items.some(({ number }) => number === item.number)
          ? items.filter(({ number }) => number !== item.number)
          : [...items, item],
      ),
    clear: () => writeCart([]),
  };
}
