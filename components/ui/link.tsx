'use client';

import NextLink, { type LinkProps } from 'next/link';
import { useState } from 'react';

/**
 * A link inside the console. What it leads to is fetched ahead once somebody points at it or reaches it by keyboard: a
 * page shows dozens of links, and asking the server for all of them at once, again after each change, is more work than
 * the page itself. `prefetch={false}` never fetches ahead.
 */
export function Link<T>({ prefetch, onPointerEnter, onFocus, ...rest }: LinkProps<T>) {
  const [isMeant, setIsMeant] = useState(false);
  return (
    <NextLink
      {...rest}
      prefetch={isMeant ? prefetch : false}
      onPointerEnter={(event) => {
        setIsMeant(true);
        onPointerEnter?.(event);
      }}
      onFocus={(event) => {
        setIsMeant(true);
        onFocus?.(event);
      }}
    />
  );
}
