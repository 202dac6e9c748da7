import { type Budget, forecastOf, scopeOf, shareOf, spentOf, thresholdText } from '../data/budgets.js';
import { useSnapshot, useTold } from '../data/use-board.js';
import { useQuery } from '../data/use-query.js';
import { BoardBudgetsDocument } from '../generated.js';
import { Hint } from '../parts/notice.js';
import { Ago } from '../parts/time.js';

/** This month against its budgets; nothing where there is none that the caller may see. */
export function Budgets() {
  const { reads } = useSnapshot();
  const told = useTold('BUDGET_THRESHOLD_REACHED', 'AUTOMATION_FAILED');
  const loaded = useQuery(BoardBudgetsDocument, {}, `${reads} ${told}`);
  if (loaded.kind === 'loading') return null;
  if (loaded.kind === 'ready' && loaded.data.budgets.nodes.length === 0) return null;
  return (
    <section aria-labelledby="budgets">
      <h2 id="budgets">Budgets of this month</h2>
      {loaded.kind === 'failed' ? (
        <Hint isAlert>The budgets cannot be read. {loaded.message}</Hint>
      ) : (
        <ul className="policies">
          {loaded.data.budgets.nodes.map((it) => (
            <BudgetLine key={it.name} budget={it} />
          ))}
        </ul>
      )}
    </section>
  );
}

function BudgetLine({ budget }: { readonly budget: Budget }) {
  const share = shareOf(budget);
  const forecast = forecastOf(budget);
  return (
    <li data-budget={budget.name}>
      <span className="grow">
        <b>{budget.name}</b> <span className="quiet">{scopeOf(budget)}</span>
        <span className="line">
          {spentOf(budget)}
          {forecast && <span className={forecast.isOver ? 'over' : 'quiet'}>, {forecast.text}</span>}
        </span>
      </span>
      {share !== null && <Meter name={budget.name} share={share} />}
      <span className="badges">
        {budget.thresholds.map((it) => (
          <span
            key={`${it.percent} ${it.action}`}
            className="status"
            data-group={it.reachedAt ? 'failed' : 'resting'}
          >
            {thresholdText(it)}
            {it.reachedAt && (
              <>
                {', reached '}
                <Ago at={it.reachedAt} />
              </>
            )}
          </span>
        ))}
      </span>
    </li>
  );
}

function Meter({ name, share }: { readonly name: string; readonly share: number }) {
  const percent = Math.round(share * 100);
  return (
    <span className="score">
      <span className="number">{percent} %</span>
      <svg
        className="score-bar"
        viewBox="0 0 100 8"
        preserveAspectRatio="none"
        role="img"
        aria-label={`${percent} % of ${name}`}
      >
        <rect className="score-all" width="100" height="8" rx="2" />
        <rect
          className={share >= 1 ? 'score-over' : 'score-part'}
          width={Math.min(100, percent)}
          height="8"
          rx="2"
        />
      </svg>
    </span>
  );
}
