/** An SVG path through the values that are known; what is not known leaves a gap, one value alone is a dot. */
export function gappedLine(
  values: readonly (number | null)[],
  place: (value: number, index: number) => { x: number; y: number },
): string {
  let isDown = false;
  return values
    .map((value, index) => {
      const wasDown = isDown;
      isDown = value !== null;
      if (value === null) return '';
      const { x, y } = place(value, index);
      const point = `${Number(x.toFixed(2))},${y.toFixed(2)}`;
      return wasDown ? `L${point}` : `M${point}h0.01`;
    })
    .join('');
}
