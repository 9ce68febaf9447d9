import type { SandboxBehaviour } from '@/lib/operations/types';

const figure = new Intl.NumberFormat('en');

/** How a sandbox carrier answers orders, in a sentence. */
export function sandboxText({ outcome, orderDelayMs, activationDelayMs, refusalReason }: SandboxBehaviour): string {
  if (outcome === 'timeout') return 'It does not answer: orders are tried for about two minutes, then given up.';
  const after = `after ${figure.format(orderDelayMs)} ms`;
  if (outcome === 'refuse')
    return `It refuses orders ${after}${refusalReason ? `, saying “${refusalReason}”` : ''}: the number is off sale then.`;
  return `It accepts orders ${after}; a number works ${figure.format(activationDelayMs)} ms later.`;
}
