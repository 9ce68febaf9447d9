import { hasFollower } from '@/components/rentals/pair-words';
import { SettingsForm } from '@/components/rentals/settings-form';
import type { RentalDetail } from '@/lib/rentals/types';

interface NumberSettingsProps {
  rental: RentalDetail;
  applications: readonly { id: string; name: string }[];
  mayChange: boolean;
}

/** The settings of a number, with what they mean for the other number of its pair. */
export function NumberSettings({ rental, applications, mayChange }: NumberSettingsProps) {
  const { rentalId, alias, tags, notes, applicationId, followsPrimary, pair } = rental;
  const primary = pair?.role === 'fallback' ? pair.primary : null;
  return (
    <SettingsForm
      // Begins anew when someone else saved: what is shown is what is stored.
      key={JSON.stringify([rentalId, alias, tags, notes, applicationId, followsPrimary, primary?.rentalId])}
      {...{ rentalId, alias, tags, notes, applicationId, applications, followsPrimary, mayChange }}
      hasFollower={hasFollower(pair)}
      primary={primary && { display: primary.display, applicationName: primary.applicationName }}
    />
  );
}
