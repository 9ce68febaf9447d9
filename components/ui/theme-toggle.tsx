'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useTheme } from 'next-themes';
import { useSyncExternalStore } from 'react';
import { Menu, MenuChoice } from '@/components/ui/menu';

const choices = [
  { value: 'system', word: 'System', icon: Monitor },
  { value: 'light', word: 'Light', icon: Sun },
  { value: 'dark', word: 'Dark', icon: Moon },
] as const;

const never = () => () => undefined;

export function ThemeToggle() {
  const { theme, setTheme } = useTheme();
  // The server does not know the choice: nothing is marked until the browser has it.
  const inBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return (
    <Menu
      label="Theme"
      size="icon"
      trigger={
        <>
          <Sun aria-hidden className="dark:hidden" />
          <Moon aria-hidden className="hidden dark:block" />
        </>
      }
    >
      {choices.map(({ value, word, icon: Icon }) => (
        <MenuChoice
          key={value}
          icon={<Icon aria-hidden />}
          checked={inBrowser && theme === value}
          onSelect={() => setTheme(value)}
        >
          {word}
        </MenuChoice>
      ))}
    </Menu>
  );
}
