import { type BoardModel, newestFirst } from '../data/model.js';

const SIZE = { width: 160, height: 36, pad: 4 };

/** The F1 of a project's models from the oldest to the newest, as a line; nothing for fewer than two. */
export function Trend({ models }: { readonly models: readonly BoardModel[] }) {
  const scores = [...models]
    .sort((a, b) => -newestFirst(a, b))
    .flatMap(({ evaluationResult }) => evaluationResult?.f1Score ?? []);
  const [first] = scores;
  const last = scores.at(-1);
  if (scores.length < 2 || first === undefined || last === undefined) return null;
  const points = pointsOf(scores);
  return (
    <figure className="trend">
      <svg
        viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
        role="img"
        aria-label={`F1 of ${scores.length} models, from ${first.toFixed(3)} to ${last.toFixed(3)}`}
      >
        <path d={`M${points.map(([x, y]) => `${x} ${y}`).join('L')}`} />
        <circle cx={points.at(-1)?.[0]} cy={points.at(-1)?.[1]} r="3" />
      </svg>
      <figcaption className="quiet">
        F1 <span className="number">{first.toFixed(3)}</span> → <b className="number">{last.toFixed(3)}</b>
      </figcaption>
    </figure>
  );
}

/** The lowest score at the bottom, the highest at the top. */
function pointsOf(scores: readonly number[]): [number, number][] {
  const low = Math.min(...scores);
  const range = Math.max(...scores) - low || 1;
  const width = SIZE.width - 2 * SIZE.pad;
  const height = SIZE.height - 2 * SIZE.pad;
  return scores.map((score, index) => [
    round(SIZE.pad + (index * width) / (scores.length - 1)),
    round(SIZE.pad + (1 - (score - low) / range) * height),
  ]);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
