'use client';

import { CheckCheck } from 'lucide-react';
import { useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { notify } from '@/components/ui/notify';
import { markNoticesAction } from '@/lib/alerts/actions';

export function MarkAllButton() {
  const [pending, startTransition] = useTransition();
  const mark = async () => {
    const outcome = await markNoticesAction({}).catch(() => null);
    if (!outcome || outcome.serverError) {
      await notify('The notices could not be marked', {
        description: outcome?.serverError?.message ?? '',
        tone: 'error',
      });
    }
  };
  return (
    <Button size="sm" variant="ghost" pending={pending} onClick={() => startTransition(mark)}>
      <CheckCheck aria-hidden />
      Mark all as read
    </Button>
  );
}
