'use client';

import { Building2, CircleUserRound, LogOut } from 'lucide-react';
import { Menu, MenuChoice, MenuItem, MenuLink, MenuSeparator } from '@/components/ui/menu';

interface UserMenuProps {
  user: { name: string; email: string };
  /** The word for what the person may do here: "Owner". */
  role: string;
  /** The accounts the person may switch to, the current one among them; one is no choice. */
  accounts: readonly { id: string; name: string; isCurrent: boolean }[];
  switchAccount: (accountId: string) => Promise<void>;
  signOut: () => Promise<void>;
}

export function UserMenu({ user, role, accounts, switchAccount, signOut }: UserMenuProps) {
  return (
    <Menu
      label={`${user.name}, your menu`}
      size="icon"
      trigger={
        <span
          aria-hidden
          className="grid size-7 place-items-center rounded-full bg-accent-soft text-xs font-semibold text-accent-fg"
        >
          {initials(user.name)}
        </span>
      }
    >
      <div role="presentation" className="px-2 py-1.5 text-sm">
        <p className="font-medium">{user.name}</p>
        <p className="text-muted">{user.email}</p>
        <p className="text-xs text-muted">{role}</p>
      </div>
      <MenuSeparator />
      {accounts.length > 1 ? (
        <>
          {accounts.map(({ id, name, isCurrent }) => (
            <MenuChoice
              key={id}
              icon={<Building2 aria-hidden />}
              checked={isCurrent}
              onSelect={() => {
                // A full load follows: nothing of the other account stays on the page.
                if (!isCurrent) void switchAccount(id).then(() => window.location.assign('/overview'));
              }}
            >
              {name}
            </MenuChoice>
          ))}
          <MenuSeparator />
        </>
      ) : null}
      <MenuLink href="/settings/profile" icon={<CircleUserRound aria-hidden />}>
        Profile
      </MenuLink>
      <form action={signOut}>
        <MenuItem submit icon={<LogOut aria-hidden />}>
          Sign out
        </MenuItem>
      </form>
    </Menu>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.[0] ?? '');
  return letters.join('').toUpperCase();
}
