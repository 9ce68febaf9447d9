'use client';

import { CircleUserRound, LogOut } from 'lucide-react';
import { Menu, MenuItem, MenuLink, MenuSeparator } from '@/components/ui/menu';

interface UserMenuProps {
  user: { name: string; email: string };
  /** The word for what the person may do here: "Owner". */
  role: string;
  signOut: () => Promise<void>;
}

export function UserMenu({ user, role, signOut }: UserMenuProps) {
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
