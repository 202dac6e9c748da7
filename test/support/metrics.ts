/** Every sample of a page of Prometheus text, by its series: `gateway_subscribers{transport="sse"}` → 1. */
export async function readMetrics(url: string): Promise<ReadonlyMap<string, number>> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const samples = text.split('\n').flatMap((line) => {
    const [, series, value] = /^([a-z\d_]+(?:\{.*\})?) (\S+)$/.exec(line) ?? [];
    return series === undefined ? [] : [[series, Number(value)] as const];
  });
  return new Map(samples);
}

/** The sum of all series of a metric whose labels hold all of these. */
export function sumOf(
  samples: ReadonlyMap<string, number>,
  metric: string,
  labels: Readonly<Record<string, string>> = {},
): number {
  const wanted = Object.entries(labels).map(([name, value]) => `${name}="${value}"`);
  return [...samples]
    .filter(([series]) => series.split('{')[0] === metric && wanted.every((it) => series.includes(it)))
    .reduce((sum, [, value]) => sum + value, 0);
}
