'use client';

import { CalendarClock, Hammer, MoreHorizontal, Power, SlidersHorizontal, Zap } from 'lucide-react';
import { useState } from 'react';
import { BreakDialog } from '@/components/carriers/break-dialog';
import { LimitsDialog } from '@/components/carriers/limits-dialog';
import { MaintenanceDialog } from '@/components/carriers/maintenance-dialog';
import { OverrideDialog } from '@/components/carriers/override-dialog';
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu';
import type { CarrierSummary, TrunkSummary } from '@/lib/network/types';

type Asked = 'break' | 'drain' | 'force' | 'maintenance' | 'limits' | null;

/** What the operator can do with a trunk, or with the whole carrier from any of its trunks. */
export function TrunkMenu({ carrier, trunk }: { carrier: CarrierSummary; trunk: TrunkSummary }) {
  const [asked, setAsked] = useState<Asked>(null);
  const shared = { carrier, trunk, onClose: () => setAsked(null) };
  return (
    <>
      <Menu label={`Actions for ${trunk.slug}`} trigger={<MoreHorizontal aria-hidden />} size="icon">
        <MenuItem icon={<Power aria-hidden />} onSelect={() => setAsked('drain')}>
          Drain
        </MenuItem>
        <MenuItem icon={<Zap aria-hidden />} onSelect={() => setAsked('force')}>
          Force
        </MenuItem>
        <MenuItem icon={<CalendarClock aria-hidden />} onSelect={() => setAsked('maintenance')}>
          Planned maintenance
        </MenuItem>
        <MenuItem icon={<SlidersHorizontal aria-hidden />} onSelect={() => setAsked('limits')}>
          Limits
        </MenuItem>
        {trunk.kind === 'sandbox' ? (
          <>
            <MenuSeparator />
            <MenuItem icon={<Hammer aria-hidden />} tone="danger" onSelect={() => setAsked('break')}>
              Break it
            </MenuItem>
          </>
        ) : null}
      </Menu>
      <BreakDialog {...shared} open={asked === 'break'} />
      <OverrideDialog {...shared} action="drain" open={asked === 'drain'} />
      <OverrideDialog {...shared} action="force" open={asked === 'force'} />
      <MaintenanceDialog {...shared} open={asked === 'maintenance'} />
      <LimitsDialog {...shared} open={asked === 'limits'} />
    </>
  );
}
