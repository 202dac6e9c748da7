import type { BoardModel } from '../data/model.js';
import { costSoFar, moneyText } from '../data/money.js';
import { useWords } from './time.js';

/** What a running model has cost since it runs; it grows by the second. */
export function CostSoFar({ model }: { readonly model: BoardModel }) {
  const words = useWords((nowMs) => {
    const found = costSoFar(model, nowMs);
    return found ? `${found.isAtLeast ? '≥ ' : ''}${moneyText(found.cost)}` : '–';
  });
  const known = model.isRunningSinceExact === false ? 'It ran already when the gateway first saw it. ' : '';
  return (
    <span title={`${known}An estimate at the configured prices, no invoice.`} className="number">
      {words}
    </span>
  );
}
