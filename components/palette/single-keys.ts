import { useSyncExternalStore } from 'react';

/** The browser's own setting: it is about this keyboard and this pair of hands, not about the account. */
const STORED = 'twinline-single-keys';
const CHANGED = 'twinline-single-keys-changed';

function read(): boolean {
  return localStorage.getItem(STORED) !== 'off';
}

function follow(onChange: () => void): () => void {
  window.addEventListener(CHANGED, onChange);
  window.addEventListener('storage', onChange);
  return () => {
    window.removeEventListener(CHANGED, onChange);
    window.removeEventListener('storage', onChange);
  };
}

/** Whether shortcuts of one key are on; Ctrl K always is. */
export function useSingleKeys(): [boolean, (isOn: boolean) => void] {
  const isOn = useSyncExternalStore(follow, read, () => true);
  const set = (next: boolean) => {
    localStorage.setItem(STORED, next ? 'on' : 'off');
    window.dispatchEvent(new Event(CHANGED));
  };
  return [isOn, set];
}
