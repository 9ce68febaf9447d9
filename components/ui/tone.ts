/** What a coloured surface says. State colours are kept for states: see state-badge. */
export type Tone = 'neutral' | 'info' | 'ok' | 'warn' | 'danger' | 'accent';

export const toneSoft: Record<Tone, string> = {
  neutral: 'border-neutral-line bg-neutral-soft text-neutral',
  info: 'border-info-line bg-info-soft text-info',
  ok: 'border-ok-line bg-ok-soft text-ok',
  warn: 'border-warn-line bg-warn-soft text-warn',
  danger: 'border-danger-line bg-danger-soft text-danger',
  accent: 'border-transparent bg-accent-soft text-accent-fg',
};
