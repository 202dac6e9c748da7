/** One quantity against another, both on logarithmic axes. */
export interface Panel {
  readonly title: string;
  /** What is along the axis, with its unit. */
  readonly x: string;
  readonly y: string;
  readonly lines: readonly Line[];
}

interface Line {
  readonly name: string;
  /** x and y, both above 0. */
  readonly points: readonly (readonly [x: number, y: number])[];
}

const WIDTH = 290;
const PLOT = { left: 42, top: 78, width: 222, height: 170 };
const HEIGHT = 290;
/** Colours that can be told apart on white and on black alike: README is read on both. */
const INK = '#7d8590';
const COLOURS = ['#2f81f7', '#bf8700', '#2da44e', '#db61a2'];

/**
 * Panels side by side, as the text of an SVG.
 * @throws RangeError for a panel without points, or a point that has no logarithm
 */
export function toSvg(panels: readonly Panel[]): string {
  const width = WIDTH * panels.length;
  const drawn = panels.map((it, index) => `<g transform="translate(${WIDTH * index} 0)">${toPanel(it)}</g>`);
  const title = `<title>${escaped(panels.map((it) => it.title).join(', '))}</title>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${HEIGHT}" font-family="system-ui,sans-serif" font-size="10" fill="${INK}">${title}${drawn.join('')}</svg>\n`;
}

function toPanel({ title, x, y, lines }: Panel): string {
  const points = lines.flatMap((it) => it.points);
  const xAxis = toAxis(points.map(([value]) => value));
  const yAxis = toAxis(points.map(([, value]) => value));
  const toX = (value: number) => round(PLOT.left + PLOT.width * xAxis.share(value));
  const toY = (value: number) => round(PLOT.top + PLOT.height * (1 - yAxis.share(value)));
  const bottom = PLOT.top + PLOT.height;
  const right = PLOT.left + PLOT.width;
  return [
    text(PLOT.left, 14, title, 'font-size="12" font-weight="600"'),
    ...lines.map(({ name }, i) => text(PLOT.left, 30 + 12 * i, name, `fill="${colourOf(i)}"`)),
    text(PLOT.left, PLOT.top - 6, y),
    ...xAxis.ticks.map((it) => grid(toX(it), PLOT.top, toX(it), bottom)),
    ...yAxis.ticks.map((it) => grid(PLOT.left, toY(it), right, toY(it))),
    ...xAxis.ticks.map((it) => text(toX(it), bottom + 14, toLabel(it), 'text-anchor="middle"')),
    ...yAxis.ticks.map((it) => text(PLOT.left - 5, toY(it) + 3, toLabel(it), 'text-anchor="end"')),
    text(PLOT.left + PLOT.width / 2, bottom + 32, x, 'text-anchor="middle"'),
    ...lines.map((it, i) =>
      curve(
        it.points.map(([px, py]) => `${toX(px)},${toY(py)}`),
        colourOf(i),
      ),
    ),
  ].join('');
}

interface Axis {
  /** Powers of ten. */
  readonly ticks: readonly number[];
  /** How far along it a value is, 0 to 1. */
  share(value: number): number;
}

/** From the power of ten at or below the least to that at or above the most; at least one decade. */
function toAxis(values: readonly number[]): Axis {
  const exponents = values.map(Math.log10);
  const from = Math.floor(Math.min(...exponents));
  const to = Math.max(from + 1, Math.ceil(Math.max(...exponents)));
  if (!Number.isFinite(to - from))
    throw new RangeError('Only values above 0 have a place on a logarithmic axis.');
  return {
    ticks: Array.from({ length: to - from + 1 }, (_, i) => 10 ** (from + i)),
    share: (value) => (Math.log10(value) - from) / (to - from),
  };
}

function curve(points: readonly string[], colour: string): string {
  const dots = points.map((it) => it.split(',')).map(([x, y]) => `<circle cx="${x}" cy="${y}" r="3"/>`);
  const path = `<polyline points="${points.join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>`;
  return `<g fill="${colour}">${path}${dots.join('')}</g>`;
}

function grid(x1: number, y1: number, x2: number, y2: number): string {
  return `<path d="M${x1} ${y1}L${x2} ${y2}" stroke="${INK}" stroke-opacity=".3"/>`;
}

function text(x: number, y: number, content: string, attributes = ''): string {
  return `<text x="${x}" y="${y}" ${attributes}>${escaped(content)}</text>`;
}

function escaped(words: string): string {
  return words.replace(/[&<>]/g, (it) => `&#${it.charCodeAt(0)};`);
}

function toLabel(tick: number): string {
  return tick >= 1 ? tick.toLocaleString('en-US') : String(Number(tick.toPrecision(1)));
}

function colourOf(line: number): string {
  return COLOURS[line % COLOURS.length] ?? INK;
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
