import { type ReactNode, useState } from 'react';
import {
  type Budget,
  forecastOf,
  mayChange,
  scopeOf,
  shareOf,
  spentOf,
  thresholdText,
} from '../data/budgets.js';
import type { Snapshot } from '../data/snapshot.js';
import { ownsAny, useSnapshot, useTold } from '../data/use-board.js';
import { useQuery } from '../data/use-query.js';
import { BoardBudgetsDocument } from '../generated.js';
import { BudgetForm, DeleteBudgetForm } from '../parts/forms.js';
import { Hint } from '../parts/notice.js';
import { Offer } from '../parts/offer.js';
import { Ago } from '../parts/time.js';

/** This month against its budgets; nothing where there is none that the caller may see, nor one to make. */
export function Budgets() {
  const snapshot = useSnapshot();
  const told = useTold('BUDGET_THRESHOLD_REACHED', 'AUTOMATION_FAILED');
  const [edits, setEdits] = useState(0);
  const onDone = () => setEdits((it) => it + 1);
  const loaded = useQuery(BoardBudgetsDocument, {}, `${snapshot.reads} ${told} ${edits}`);
  const budgets = loaded.kind === 'ready' ? loaded.data.budgets.nodes : [];
  const mayAdd = ownsAny(snapshot);
  if (loaded.kind === 'loading' || (loaded.kind === 'ready' && budgets.length === 0 && !mayAdd)) return null;
  const currency = currencyOf(budgets, snapshot);
  return (
    <section aria-labelledby="budgets">
      <div className="heading">
        <h2 id="budgets">Budgets of this month</h2>
        {mayAdd && (
          <Offer label="Add a budget">
            {(close) => <BudgetForm budget={null} {...{ currency, onDone, close }} />}
          </Offer>
        )}
      </div>
      {loaded.kind === 'failed' && <Hint isAlert>The budgets cannot be read. {loaded.message}</Hint>}
      {loaded.kind === 'ready' && budgets.length === 0 && (
        <Hint>No budget watches over what a month costs.</Hint>
      )}
      {budgets.length > 0 && <BudgetLines {...{ budgets, currency, onDone }} />}
    </section>
  );
}

interface LinesProps extends Omit<ActsProps, 'budget'> {
  readonly budgets: readonly Budget[];
}

function BudgetLines({ budgets, ...props }: LinesProps) {
  return (
    <ul className="policies">
      {budgets.map((it) => (
        <BudgetLine key={it.name} budget={it}>
          {mayChange(it) && <Acts budget={it} {...props} />}
        </BudgetLine>
      ))}
    </ul>
  );
}

/** That of the prices, as far as something tells it. */
function currencyOf(budgets: readonly Budget[], { models }: Snapshot): string {
  const priced = [...models.values()].find(({ hourlyCost }) => hourlyCost)?.hourlyCost;
  return (priced ?? budgets[0]?.monthly)?.currencyCode ?? 'USD';
}

interface ActsProps {
  readonly budget: Budget;
  readonly currency: string;
  readonly onDone: () => void;
}

function Acts({ budget, currency, onDone }: ActsProps) {
  return (
    <span className="badges">
      <Offer label="Change" of={budget.name}>
        {(close) => <BudgetForm {...{ budget, currency, onDone, close }} />}
      </Offer>
      <Offer label="Delete" of={budget.name}>
        {(close) => <DeleteBudgetForm {...{ budget, onDone, close }} />}
      </Offer>
    </span>
  );
}

function BudgetLine({ budget, children }: { readonly budget: Budget; readonly children: ReactNode }) {
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
          <Threshold key={`${it.percent} ${it.action}`} threshold={it} />
        ))}
      </span>
      {children}
    </li>
  );
}

function Threshold({ threshold }: { readonly threshold: Budget['thresholds'][number] }) {
  return (
    <span className="status" data-group={threshold.reachedAt ? 'failed' : 'resting'}>
      {thresholdText(threshold)}
      {threshold.reachedAt && (
        <>
          {', reached '}
          <Ago at={threshold.reachedAt} />
        </>
      )}
    </span>
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
