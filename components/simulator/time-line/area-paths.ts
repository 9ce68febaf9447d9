import { gappedLine } from '@/components/charts/gapped-line';

/** Room in a chart's own units; its width is the number of steps. */
export const CHART_HEIGHT = 100;

/** The area under one value a step, drawn as steps, for a chart whose height is `top`. */
export function stepArea(values: readonly number[], top: number): string {
  const y = (value: number) => (CHART_HEIGHT * (1 - value / top)).toFixed(2);
  const steps = values.map((value, index) => `V${y(value)}H${index + 1}`).join('');
  return `M0,${CHART_HEIGHT}${steps}V${CHART_HEIGHT}Z`;
}

/** A line through the middle of each step; steps without a value leave a gap. */
export function stepLine(values: readonly (number | null)[], top: number): string {
  return gappedLine(values, (value, index) => ({ x: index + 0.5, y: CHART_HEIGHT * (1 - value / top) }));
}

/** The next round figure: 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8 or 10 times a power of ten. */
export function roundUp(value: number): number {
  let power = 1;
  while (power * 10 <= value) power *= 10;
  return power * ([1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((step) => step * power >= value) ?? 10);
}

/** Sums of the given lines, step by step. */
export function sumOf(...lines: readonly (readonly number[])[]): number[] {
  return (lines[0] ?? []).map((_, index) => lines.reduce((sum, line) => sum + (line[index] ?? 0), 0));
}

/** The same area as a CSS clip path, so that what fills it keeps its pattern at any width. */
export function stepClip(values: readonly number[], top: number): string {
  const points: string[] = ['0% 100%'];
  values.forEach((value, index) => {
    const y = `${(100 * (1 - value / top)).toFixed(1)}%`;
    if (value !== values[index - 1]) points.push(`${percent(index, values.length)} ${y}`);
    if (value !== values[index + 1]) points.push(`${percent(index + 1, values.length)} ${y}`);
  });
  return `polygon(${points.join(',')},100% 100%)`;
}

function percent(index: number, count: number): string {
  return `${((100 * index) / count).toFixed(2)}%`;
}
