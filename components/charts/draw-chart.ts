import type uPlot from 'uplot';
import { chartColors } from '@/components/charts/chart-colors';
import type { ChartData, ChartLook } from '@/components/charts/types';

const HEIGHT = 132;
const BAND = 6;
const FONT = '11px ui-sans-serif, system-ui, sans-serif';

type Colors = (name: string) => string;
type Aligned = [number[], ...(number | null)[][]];

function aligned({ at, values }: ChartData): Aligned {
  return [at.map((ms) => ms / 1_000), ...values.map((line) => [...line])];
}

/** Horizontal lines with their names, where the rules act. */
function drawThresholds(u: uPlot, { thresholds = [] }: ChartLook, color: Colors): void {
  const { ctx, bbox } = u;
  const scale = devicePixelRatio;
  ctx.save();
  ctx.strokeStyle = color('danger');
  ctx.fillStyle = color('muted');
  ctx.font = FONT.replace('11', String(11 * scale));
  ctx.setLineDash([4 * scale, 3 * scale]);
  // The axes leave their own alignment behind.
  ctx.textAlign = 'left';
  ctx.textBaseline = 'alphabetic';
  for (const { value, label } of thresholds) {
    const y = u.valToPos(value, 'y', true);
    if (y < bbox.top || y > bbox.top + bbox.height) continue;
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    // Below it: above stands what is well.
    ctx.fillText(label, bbox.left + 4 * scale, y + 12 * scale);
  }
  ctx.restore();
}

/** The states one after the other, as a band along the bottom. */
function drawBand(u: uPlot, { at, states = [] }: ChartData, color: Colors): void {
  const { ctx, bbox } = u;
  const height = BAND * devicePixelRatio;
  const top = bbox.top + bbox.height - height;
  let from = 0;
  ctx.save();
  for (let i = 1; i <= states.length; i += 1) {
    if (i < states.length && states[i] === states[from]) continue;
    const left = Math.max(bbox.left, u.valToPos((at[from] ?? 0) / 1_000, 'x', true));
    const right = u.valToPos((at[Math.min(i, states.length - 1)] ?? 0) / 1_000, 'x', true);
    ctx.fillStyle = color(states[from] ?? 'neutral');
    ctx.fillRect(left, top, Math.max(1, right - left), height);
    from = i;
  }
  ctx.restore();
}

function optionsOf(
  plot: typeof uPlot,
  look: ChartLook,
  width: number,
  color: Colors,
  read: () => ChartData,
): uPlot.Options {
  const { lines, range, decimals = 0, timeZone } = look;
  const shown = (value: number | null) => (value === null || value === undefined ? '–' : value.toFixed(decimals));
  const axis = { stroke: () => color('muted'), font: FONT, ticks: { show: false } };
  const grid = { stroke: () => color('line'), width: 1 };
  return {
    width,
    height: HEIGHT,
    // Half a time stands out at the right of the last one.
    padding: [null, 28, null, null],
    tzDate: (seconds) => plot.tzDate(new Date(seconds * 1_000), timeZone),
    legend: {
      show: true,
      live: true,
      isolate: false,
      markers: { width: 0, fill: (_u, line) => color(lines[line - 1]?.color ?? 'muted') },
    },
    cursor: { y: false, drag: { x: false, y: false } },
    scales: {
      y: { range: (_u, low, high) => [Math.min(range[0], low ?? range[0]), Math.max(range[1], high ?? range[1])] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 24,
        space: 70,
        values: [[1, '{HH}:{mm}:{ss}', null, null, null, null, null, null, 1]],
      },
      { ...axis, grid, size: 40, space: 28 },
    ],
    series: [
      { label: 'Time', value: '{HH}:{mm}:{ss}' },
      ...lines.map(({ label, color: name, dashed }) => ({
        label,
        stroke: () => color(name),
        width: 1.5,
        ...(dashed && { dash: [5, 3] }),
        points: { show: false },
        value: (_u: uPlot, value: number | null) => shown(value),
      })),
    ],
    hooks: { draw: [(u) => drawThresholds(u, look, color), (u) => drawBand(u, read(), color)] },
  };
}

export interface DrawnChart {
  update: () => void;
  /** Moves the reading to a neighbour moment, by keyboard. */
  step: (by: number) => void;
  end: () => void;
}

/** Draws into an element of its own and follows its width and the theme. Loads the plotting library on first use. */
export async function drawChart(element: HTMLElement, look: ChartLook, read: () => ChartData): Promise<DrawnChart> {
  const { default: Plot } = await import('uplot');
  let color = chartColors(element);
  const widthOf = () => Math.max(160, element.clientWidth);
  const plot = new Plot(
    optionsOf(Plot, look, widthOf(), (name) => color(name), read),
    aligned(read()),
    element,
  );
  /** The latest values, while none is pointed at. */
  const tellLatest = () => {
    if (plot.cursor.idx == null) plot.setLegend({ idx: plot.data[0].length - 1 }, false);
  };
  tellLatest();
  element.addEventListener('pointerleave', tellLatest);
  const resized = new ResizeObserver(() => plot.setSize({ width: widthOf(), height: HEIGHT }));
  resized.observe(element);
  const recolour = () => {
    color = chartColors(element);
    plot.redraw(false);
  };
  const themed = new MutationObserver(recolour);
  themed.observe(document.documentElement, { attributes: true, attributeFilter: ['class', 'style', 'data-theme'] });
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', recolour);
  return {
    update: () => {
      plot.setData(aligned(read()));
      tellLatest();
    },
    step: (by) => {
      const last = plot.data[0].length - 1;
      const next = Math.max(0, Math.min(last, (plot.cursor.idx ?? (by > 0 ? -1 : last + 1)) + by));
      const x = plot.data[0][next];
      if (x !== undefined) plot.setCursor({ left: plot.valToPos(x, 'x'), top: 0 });
    },
    end: () => {
      resized.disconnect();
      themed.disconnect();
      system.removeEventListener('change', recolour);
      element.removeEventListener('pointerleave', tellLatest);
      plot.destroy();
    },
  };
}
