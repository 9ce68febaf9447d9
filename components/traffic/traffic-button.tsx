'use client';

import { Activity } from 'lucide-react';
import { useState } from 'react';
import { TrafficDialog } from '@/components/traffic/traffic-dialog';
import { Button } from '@/components/ui/button';
import type { TrafficChoices } from '@/lib/network/types';

/** Makes calls to be watched. */
export function TrafficButton({ choices }: { choices: TrafficChoices }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Activity aria-hidden />
        Start traffic
      </Button>
      <TrafficDialog {...{ choices, open }} onClose={() => setOpen(false)} />
    </>
  );
}
