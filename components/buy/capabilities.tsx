import { Image, MessageSquare, Phone } from 'lucide-react';
import { cn } from '@/lib/cn';
import { CAPABILITY_WORDS } from '@/lib/numbers/format';
import type { NumberCapabilities } from '@/lib/numbers/types';

const ICONS = { voice: Phone, sms: MessageSquare, mms: Image };
const ORDER = ['voice', 'sms', 'mms'] as const;

/** What a number can do: icons with their words, on as many lines as it takes where that is wanted. */
export function Capabilities({ has, wraps = false }: { has: NumberCapabilities; wraps?: boolean }) {
  return (
    <ul className={cn('flex gap-x-3 gap-y-1', wraps && 'flex-wrap')}>
      {ORDER.filter((capability) => has[capability]).map((capability) => {
        const Icon = ICONS[capability];
        return (
          <li key={capability} className="flex items-center gap-1 whitespace-nowrap">
            <Icon aria-hidden className="size-3.5 text-muted" />
            {CAPABILITY_WORDS[capability]}
          </li>
        );
      })}
    </ul>
  );
}
