'use client';

/**
 * Says how the person's own action ended: `notify('Saved')`. Errors stay inline beside what they
 * are about; this is for results only. The toast library loads on first use.
 */
export async function notify(
  message: string,
  options: { description?: string; tone?: 'success' | 'error' } = {},
): Promise<void> {
  const { toast } = await import('sonner');
  const { tone = 'success', description } = options;
  toast[tone](message, { description });
}
