/** Colours of the style sheet as a canvas wants them; `light-dark()` and variables are worked out by the browser. */
export function chartColors(at: HTMLElement): (name: string) => string {
  const probe = document.createElement('span');
  at.append(probe);
  const known = new Map<string, string>();
  return (name) => {
    const cached = known.get(name);
    if (cached !== undefined) return cached;
    probe.style.color = `var(--${name})`;
    const color = getComputedStyle(probe).color;
    known.set(name, color);
    return color;
  };
}
