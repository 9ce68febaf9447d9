import { type Markup, markup } from './markup';
import { figureText, momentText } from './wording';

const WIDTH = 960;
const LEFT = 56;
const RIGHT = 12;
const TOP = 12;
const BOTTOM = 26;
const PLOT = WIDTH - LEFT - RIGHT;
/** As many marks on an axis at most. */
const MARKS = 6;

/** A line of a chart: one value for each step of time. */
export interface Line {
  name: string;
  /** Which of the page's series colours it has. */
  tone: number;
  values: readonly number[];
}

/** A stretch of time that is shaded. */
export interface Band {
  from: number;
  to: number;
  name: string;
}

interface TimeFrame {
  lasts: number;
  /** Warm-up is drawn faint. */
  warmUp: number;
  faults: readonly Band[];
}

/** Lines over time with the faults shaded behind them. */
export function lineChart(title: string, lines: readonly Line[], frame: TimeFrame & { stepMs: number }): Markup {
  const height = 220;
  const top = roundUp(Math.max(1, ...lines.flatMap(({ values }) => values)));
  const x = timeScale(frame.lasts);
  const y = (value: number) => TOP + (height - TOP - BOTTOM) * (1 - value / top);
  const paths = lines.map(({ tone, values, name }) => {
    const points = values.map((value, index) => `${x((index + 0.5) * frame.stepMs).toFixed(1)},${y(value).toFixed(1)}`);
    return markup`<polyline class="line tone-${tone}" points="${points.join(' ')}"><title>${name}</title></polyline>`;
  });
  const legend = lines.map(({ tone, name }) => markup`<li><span class="key tone-${tone}"></span>${name}</li>`);
  return markup`<figure><figcaption>${title}</figcaption>
<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${title}">
${shades(frame, x, height)}${valueAxis(top, y)}${timeAxis(frame.lasts, x, height)}${paths}
</svg><ul class="legend">${legend}</ul></figure>`;
}

/** One row of a band chart: what a trunk was in, when. */
export interface BandRow {
  name: string;
  bands: readonly (Band & { state: string })[];
}

/** States over time, a row for each trunk. */
export function bandChart(title: string, rows: readonly BandRow[], frame: TimeFrame): Markup {
  const rowHeight = 26;
  const height = TOP + rows.length * rowHeight + BOTTOM;
  const x = timeScale(frame.lasts);
  const drawn = rows.map(({ name, bands }, index) => {
    const y = TOP + index * rowHeight;
    const boxes = bands.map(({ from, to, state }) => {
      const says = `${name}: ${state} from ${momentText(from)} to ${momentText(to)}`;
      return markup`<rect class="state ${state}" x="${x(from).toFixed(1)}" y="${y + 3}" width="${Math.max(1, x(to) - x(from)).toFixed(1)}" height="${rowHeight - 6}"><title>${says}</title></rect>`;
    });
    return markup`<text class="mark" x="${LEFT - 6}" y="${y + rowHeight / 2 + 4}" text-anchor="end">${name.slice(0, 8)}<title>${name}</title></text>${boxes}`;
  });
  const states = [...new Set(rows.flatMap(({ bands }) => bands.map(({ state }) => state)))];
  const legend = states.map((state) => markup`<li><span class="key state ${state}"></span>${state}</li>`);
  return markup`<figure><figcaption>${title}</figcaption>
<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${title}">
${shades(frame, x, height)}${drawn}${timeAxis(frame.lasts, x, height)}
</svg><ul class="legend">${legend}</ul></figure>`;
}

/** Bars in groups: one group for each name, one bar for each policy. */
export function barChart(
  title: string,
  groups: readonly { name: string; bars: readonly { name: string; tone: number; value: number; shown: string }[] }[],
): Markup {
  const barHeight = 18;
  const rows = groups.flatMap(({ name, bars }) =>
    bars.map((bar, index) => ({ ...bar, group: index === 0 ? name : '' })),
  );
  const height = TOP + rows.length * barHeight + groups.length * 8;
  const top = Math.max(1e-9, ...rows.map(({ value }) => value));
  let y = TOP;
  const drawn = rows.map(({ group, name, tone, value, shown }) => {
    if (group !== '' && y > TOP) y += 8;
    const width = Math.max(1, (value / top) * (PLOT - 280));
    const row = markup`<text class="mark" x="100" y="${y + 13}" text-anchor="end">${group}</text>
<text class="mark" x="190" y="${y + 13}" text-anchor="end">${name}</text>
<rect class="bar tone-${tone}" x="200" y="${y + 2}" width="${width.toFixed(1)}" height="${barHeight - 4}"/>
<text class="mark" x="${(206 + width).toFixed(1)}" y="${y + 13}">${shown}</text>`;
    y += barHeight;
    return row;
  });
  return markup`<figure><figcaption>${title}</figcaption>
<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${title}">${drawn}</svg></figure>`;
}

function timeScale(lasts: number): (at: number) => number {
  return (at) => LEFT + (PLOT * at) / lasts;
}

function shades({ faults, warmUp }: TimeFrame, x: (at: number) => number, height: number): Markup {
  const inner = height - TOP - BOTTOM;
  const boxes = faults.map(
    ({ from, to, name }) =>
      markup`<rect class="fault" x="${x(from).toFixed(1)}" y="${TOP}" width="${Math.max(1.5, x(to) - x(from)).toFixed(1)}" height="${inner}"><title>${name}</title></rect>`,
  );
  const faint =
    warmUp > 0
      ? [
          markup`<rect class="warm-up" x="${LEFT}" y="${TOP}" width="${(x(warmUp) - LEFT).toFixed(1)}" height="${inner}"><title>Warm-up: not counted</title></rect>`,
        ]
      : [];
  return markup`${faint}${boxes}`;
}

function valueAxis(top: number, y: (value: number) => number): Markup {
  const marks = Array.from({ length: 5 }, (_, step) => (top * step) / 4);
  return markup`${marks.map(
    (
      value,
    ) => markup`<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(value).toFixed(1)}" y2="${y(value).toFixed(1)}"/>
<text class="mark" x="${LEFT - 6}" y="${(y(value) + 4).toFixed(1)}" text-anchor="end">${figureText(value)}</text>`,
  )}`;
}

function timeAxis(lasts: number, x: (at: number) => number, height: number): Markup {
  const marks = Array.from({ length: MARKS + 1 }, (_, step) => (lasts * step) / MARKS);
  return markup`${marks.map((at) => markup`<text class="mark" x="${x(at).toFixed(1)}" y="${height - 8}" text-anchor="${at === lasts ? 'end' : 'middle'}">${momentText(at)}</text>`)}`;
}

/** The next of 1, 2, 4, 8 times a power of ten, so that quarters are plain figures. */
function roundUp(value: number): number {
  let power = 1;
  while (power * 10 <= value) power *= 10;
  return power * ([1, 2, 4, 8, 10].find((step) => step * power >= value) ?? 10);
}
