import { useAliases } from '../data/aliases.js';
import { asTyped, bound, type FieldsProps } from '../data/bound.js';
import type { BoardModel } from '../data/model.js';
import { changeText } from '../data/money.js';
import { ROLL_OUT_FIELDS, type RollOutForm, rollOutMistake, toRollOutInput } from '../data/roll-out-form.js';
import { useForm, useTyped } from '../data/use-act.js';
import type { Foreseen } from '../data/use-foreseen.js';
import { BoardRollOutDocument } from '../generated.js';
import { ActDialog } from '../parts/act-dialog.js';
import { Check, Field } from '../parts/field.js';
import { Warnings } from '../parts/warnings.js';

interface Props {
  readonly model: BoardModel;
  readonly projectArn: string;
  readonly close: () => void;
}

/** Puts a model behind an alias without a gap; what the gateway would do is said while one types. */
export function RollOut({ model, projectArn, close }: Props) {
  const aliases = useAliases(projectArn);
  const typed = useTyped<RollOutForm>({
    ...{ alias: '', min: String(model.minInferenceUnits ?? 1), max: '', bake: '', f1: '', drop: '' },
    stopsPrevious: true,
  });
  const { form, change } = typed;
  const { foreseen, refusal, dialog } = useForm(typed, BoardRollOutDocument, {
    input: toRollOutInput(form, model.arn),
    mistake: rollOutMistake(form),
    fields: ROLL_OUT_FIELDS,
  });
  const before = aliases.find((it) => it.name === form.alias)?.modelVersionArn.split('/')[3] ?? null;
  return (
    <ActDialog
      {...dialog}
      title={`Roll out ${model.projectName} / ${model.name}?`}
      act="Roll out"
      close={close}
    >
      <RollOutFields {...{ form, refusal }} aliases={aliases.map((it) => it.name)} onChange={change} />
      <Plan {...{ model, form, before, foreseen }} />
    </ActDialog>
  );
}

function RollOutFields({
  aliases,
  ...props
}: FieldsProps<RollOutForm> & { readonly aliases: readonly string[] }) {
  const of = bound(props);
  return (
    <div className="fields">
      <Field
        label="Behind the alias"
        hint="champion"
        isWide
        choices={aliases}
        {...of('alias', 'aliasName')}
      />
      <Field label="Inference units" type="number" {...of('min', 'minInferenceUnits')} />
      <Field label="Scale up to" type="number" hint="does not scale" {...of('max', 'maxInferenceUnits')} />
      <Field label="Only from an F1 of" type="number" hint="any" {...of('f1', 'minF1Score')} />
      <Field label="A label may lose F1" type="number" hint="any" {...of('drop', 'maxLabelF1Drop')} />
      <Field
        label="Both run for"
        hint="not at all"
        choices={['10m', '30m', '2h']}
        {...of('bake', 'bake', asTyped)}
      />
      <Check
        label="Stop the one before"
        isChecked={props.form.stopsPrevious}
        onChange={(stopsPrevious) => props.onChange({ stopsPrevious })}
      />
    </div>
  );
}

interface PlanProps {
  readonly model: BoardModel;
  readonly form: RollOutForm;
  /** The version that the alias names now; null: there is no such alias. */
  readonly before: string | null;
  readonly foreseen: Foreseen;
}

/** The steps in their order, as the gateway would go them now. */
function Plan({ model: { name }, form: { alias, min, bake }, before, foreseen }: PlanProps) {
  const calls = foreseen.plan?.calls.map(({ operation }) => operation) ?? [];
  const cost = foreseen.plan?.hourlyCostChange;
  const units = min === '1' ? '1 unit' : `${min} units`;
  return (
    <ul className="plan" aria-live="polite">
      {!foreseen.plan && <li>Whatever goes wrong leaves the alias where it was.</li>}
      {calls.includes('StartProjectVersion') && (
        <li>
          {name} is started with {units}.
        </li>
      )}
      {foreseen.plan && (
        <li>
          Once it runs, {alias} names {name}
          {before !== null && before !== name && `, and not ${before} any more`}.
        </li>
      )}
      {foreseen.plan && before !== null && bake.trim() !== '' && <li>Both run for {bake.trim()}.</li>}
      {calls.includes('StopProjectVersion') && <li>Then {before} is stopped.</li>}
      {cost && <li>{changeText(cost)}</li>}
      <Warnings of={foreseen} />
    </ul>
  );
}
