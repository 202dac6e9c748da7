import type { Report } from './evaluation.js';

/** Shades from 0 to this one. */
const SHADES = 5;

/** True labels down, predicted ones across; each share of a row as a number and a shade. */
export function Confusion({ cells }: { readonly cells: Report['confusionMatrix'] }) {
  if (cells.length === 0) return null;
  const labels = [...new Set(cells.flatMap((it) => [it.groundTruthLabel, it.predictedLabel]))].sort();
  const shares = new Map(cells.map((it) => [`${it.groundTruthLabel}\n${it.predictedLabel}`, it.value]));
  return (
    <>
      <h2 id="confusion">Confusion matrix</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: wide ones are scrolled with the keyboard */}
      <section className="table" tabIndex={0} aria-labelledby="confusion">
        <table className="confusion" aria-label="True labels down, predicted labels across">
          <Head labels={labels} />
          <tbody>
            {labels.map((row) => (
              <tr key={row}>
                <th scope="row">{row}</th>
                {labels.map((column) => (
                  <Cell key={column} isHit={row === column} share={shares.get(`${row}\n${column}`) ?? 0} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function Head({ labels }: { readonly labels: readonly string[] }) {
  return (
    <thead>
      <tr>
        <th scope="col">
          True <span aria-hidden="true">↓</span> predicted <span aria-hidden="true">→</span>
        </th>
        {labels.map((it) => (
          <th key={it} scope="col" data-number>
            {it}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Cell({ isHit, share }: { readonly isHit: boolean; readonly share: number }) {
  return (
    <td data-number data-hit={isHit} data-shade={Math.ceil(share * SHADES)}>
      {share === 0 ? <span className="quiet">0</span> : share.toFixed(2)}
    </td>
  );
}
