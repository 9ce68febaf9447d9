import { CopyButton } from '@/components/ui/copy-button';
import { cn } from '@/lib/cn';

interface PhoneNumberProps {
  /** Grouped for reading, made on the server: "+91 80 4123 4567". */
  display: string;
  /** E.164 digits without "+"; with them the number can be copied. */
  digits?: string;
  className?: string;
}

/** A number as people read it: never wrapped, copied as E.164. */
export function PhoneNumber({ display, digits, className }: PhoneNumberProps) {
  const text = <span className={cn('figures', className)}>{display}</span>;
  if (!digits) return text;
  return (
    <span className="inline-flex items-center gap-1">
      {text}
      <CopyButton value={`+${digits}`} label={display} />
    </span>
  );
}
