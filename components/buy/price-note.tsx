import type { CurrencyCode } from '@/lib/money';

interface PriceNoteProps {
  currency: CurrencyCode;
  /** "18 %"; null where no tax is added. */
  taxRate: string | null;
}

/** What the prices on the page leave out. */
export function PriceNote({ currency, taxRate }: PriceNoteProps) {
  if (taxRate === null) return <>Prices in {currency}; no tax is added.</>;
  return (
    <>
      Prices in {currency}, before {taxRate} GST.
    </>
  );
}
