import { useState } from 'react';
import { asTyped, bound, type FieldsProps } from '../data/bound.js';
import {
  BUDGET_FIELDS,
  type BudgetForm,
  budgetMistake,
  placeText,
  toBudgetForm,
  toBudgetInput,
} from '../data/budget-form.js';
import { type Budget, thresholdText } from '../data/budgets.js';
import { moneyText } from '../data/money.js';
import { messageFor } from '../data/refusal.js';
import { useForm, useTyped } from '../data/use-act.js';
import { useSnapshot } from '../data/use-board.js';
import { BoardPutBudgetDocument } from '../generated.js';
import { ActDialog } from '../parts/act-dialog.js';
import { Field, Lines } from '../parts/field.js';
import { Choice } from '../parts/filters.js';
import { Warnings } from '../parts/warnings.js';
import { Thresholds } from './thresholds.js';

interface Props {
  /** Null: a new one. */
  readonly budget: Budget | null;
  /** Of the prices, as far as it is known. */
  readonly currency: string;
  readonly onDone: () => void;
  readonly close: () => void;
}

/** Makes a budget of a calendar month, or changes one. */
export function BudgetDialog({ budget, currency, onDone, close }: Props) {
  const { projects } = useSnapshot();
  const known = [...projects.values()];
  const [existing] = useState(budget); // as it was when it was asked for: what others change since is not overwritten
  const typed = useTyped(() => toBudgetForm(existing, currency, known));
  const { form, change } = typed;
  const mistake = budgetMistake(form, known);
  const { foreseen, refusal, dialog, send } = useForm(typed, BoardPutBudgetDocument, {
    ...{ input: toBudgetInput(form, known, existing), mistake, fields: BUDGET_FIELDS },
  });
  return (
    <ActDialog
      {...dialog}
      title={existing ? `Change the budget ${existing.name}` : 'How much may be spent?'}
      act={existing ? 'Change' : 'Add'}
      send={() => send().then(onDone)}
      close={close}
    >
      <BudgetFields form={form} isNew={existing === null} refusal={refusal} onChange={change} />
      <ul className="plan">
        {mistake ? (
          <li>It counts what runs and what is trained, as far as the gateway sees it.</li>
        ) : (
          effects(form)
        )}
        <Warnings of={foreseen} />
      </ul>
    </ActDialog>
  );
}

/** What happens at each of its thresholds, the lowest first. */
function effects({ amount, currency, thresholds }: BudgetForm) {
  return [...thresholds]
    .sort((a, b) => Number(a.percent) - Number(b.percent))
    .map(({ percent, action }) => {
      const part = { amount: String((Number(amount) * Number(percent)) / 100), currencyCode: currency };
      return (
        <li key={`${percent} ${action}`}>
          At {moneyText(part)}, {thresholdText({ percent: Number(percent), action })}.
        </li>
      );
    });
}

function BudgetFields({ isNew, ...props }: FieldsProps<BudgetForm> & { readonly isNew: boolean }) {
  const { form, refusal, onChange } = props;
  const of = bound(props);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <div className="fields">
      {isNew && <Field label="Name" isWide {...of('name', 'name', asTyped)} />}
      <Field label="A month" type="number" hint="250" {...of('amount', 'amount')} />
      <Field label="Currency" {...of('currency', 'currencyCode', (it) => it.trim().toUpperCase())} />
      <Choice
        label="Account and region"
        value={form.place}
        of={usePlaces(form.place)}
        onChange={(place) => onChange({ place })}
      />
      <Field label="Month of" choices={['UTC', zone]} {...of('timeZone', 'timeZone')} />
      <Lines
        label="Projects, one a line"
        hint="every project"
        rows={2}
        {...of('projects', 'projectArns', asTyped)}
      />
      <Thresholds
        thresholds={form.thresholds}
        onChange={(thresholds) => onChange({ thresholds })}
        error={messageFor(refusal, 'thresholds')}
      />
    </div>
  );
}

/** Every account and region together, each of them, and what the budget has now. */
function usePlaces(now: string): Readonly<Record<string, string>> {
  const accounts = useSnapshot().gateway?.accounts ?? [];
  const places = accounts.map(({ accountId, region }) => placeText(accountId, region));
  return {
    '': 'Every one',
    ...Object.fromEntries([...places, now].filter((it) => it).map((it) => [it, it.trim()])),
  };
}
