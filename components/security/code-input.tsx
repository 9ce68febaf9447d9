import type { FieldControl } from '@/components/ui/field';
import { Input } from '@/components/ui/input';

/** A code of the authenticator app; browsers and password managers offer it. */
export function CodeInput({ control, autoFocus = false }: { control: FieldControl; autoFocus?: boolean }) {
  return (
    <Input
      {...control}
      name="code"
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={100}
      required
      autoFocus={autoFocus}
      className="figures max-w-64"
    />
  );
}
