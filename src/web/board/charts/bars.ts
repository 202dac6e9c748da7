import uPlot from 'uplot';

export interface Bars {
  /** Beginnings of days, UTC, in milliseconds; ascending. */
  readonly days: readonly number[];
  readonly values: readonly number[];
  readonly toText: (value: number) => string;
}

const HEIGHT = 150;
/** In seconds. */
const HALF_DAY = 43_200;
/** The widest bar, in pixels. */
const BAR = 36;

/** Draws a bar a day into an element, as wide as it is; returns how to take it away. */
export function drawBars(element: HTMLElement, { days, values, toText }: Bars): () => void {
  const data: uPlot.AlignedData = [days.map((it) => it / 1_000), [...values]];
  const plot = new uPlot(optionsOf(element, days, toText), data, element);
  const redraw = () => plot.redraw(); // colours are read anew
  const scheme = matchMedia('(prefers-color-scheme: dark)');
  scheme.addEventListener('change', redraw);
  const resize = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height: HEIGHT }));
  resize.observe(element);
  return () => {
    resize.disconnect();
    scheme.removeEventListener('change', redraw);
    plot.destroy();
  };
}

function optionsOf(element: HTMLElement, days: Bars['days'], toText: Bars['toText']): uPlot.Options {
  const [first = 0, last = 0] = [days[0], days.at(-1)].map((it = 0) => it / 1_000);
  const colour = (name: string) => () => getComputedStyle(element).getPropertyValue(name);
  const axis = { stroke: colour('--quiet'), font: '12px system-ui, sans-serif', ticks: { show: false } };
  const paths = uPlot.paths.bars?.({ size: [0.7, BAR], align: 0, radius: 0.15 });
  return {
    width: element.clientWidth,
    height: HEIGHT,
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1_000), 'Etc/UTC'),
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { range: () => [first - HALF_DAY, last + HALF_DAY] }, // what uPlot gives has room for bars already
      y: { range: (_plot, _least, most) => [0, most > 0 ? most * 1.1 : 1] },
    },
    axes: [
      { ...axis, grid: { show: false }, values: '{D} {MMM}' },
      {
        ...axis,
        size: 64,
        space: 40,
        grid: { stroke: colour('--line'), width: 1 },
        values: (_plot, splits) => splits.map(toText),
      },
    ],
    series: [{}, { fill: colour('--accent'), width: 0, points: { show: false }, ...(paths && { paths }) }],
  };
}
