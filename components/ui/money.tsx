import { cn } from '@/lib/cn';
import { type CurrencyCode, formatMoney } from '@/lib/money';

interface MoneyProps {
  /** Text of an integer travels from server to browser where a bigint cannot (JSON). */
  micros: bigint | string;
  currency: CurrencyCode;
  /** What the amount is for, for instance "a month". */
  per?: string;
  className?: string;
}

export function Money({ micros, currency, per, className }: MoneyProps) {
  return (
    <span className={cn('figures', className)}>
      {formatMoney(BigInt(micros), currency)}
      {per ? <span className="text-muted"> {per}</span> : null}
    </span>
  );
}
