import { asTyped, bound, type FieldsProps } from '../data/bound.js';
import type { BoardModel } from '../data/model.js';
import { moneyText, times } from '../data/money.js';
import { parseSpan } from '../data/span.js';
import { START_FIELDS, type StartForm, startMistake, toStartInput } from '../data/units.js';
import { useForm, useTyped } from '../data/use-act.js';
import { useBoard, useSnapshot } from '../data/use-board.js';
import type { Foreseen } from '../data/use-foreseen.js';
import { BoardStartDocument } from '../generated.js';
import { ActDialog } from './act-dialog.js';
import { Field } from './field.js';
import { typicalAfter } from './typical.js';
import { Warnings } from './warnings.js';

const SPANS = ['1h', '4h', '8h', '24h'];
const HOUR_MS = 3_600_000;

interface Props {
  readonly model: BoardModel;
  readonly close: () => void;
}

/** Starts a model with so many units, for as long as one likes; says what that costs while one types. */
export function ConfirmStart({ model, close }: Props) {
  const { store } = useBoard();
  const typed = useTyped<StartForm>({ min: String(model.minInferenceUnits ?? 1), max: '', span: '' });
  const { form, change } = typed;
  const { foreseen, refusal, dialog, send } = useForm(typed, BoardStartDocument, {
    input: { modelVersionArn: model.arn, ...toStartInput(form) },
    mistake: startMistake(form),
    fields: START_FIELDS,
  });
  return (
    <ActDialog
      {...dialog}
      title={`Start ${model.projectName} / ${model.name}?`}
      act="Start"
      send={async () => store.note(model.arn, (await send()).startModelVersion.modelVersion)}
      close={close}
    >
      <StartFields form={form} refusal={refusal} onChange={change} />
      <Plan form={form} foreseen={foreseen} />
    </ActDialog>
  );
}

function StartFields(props: FieldsProps<StartForm>) {
  const of = bound(props);
  return (
    <div className="fields">
      <Field label="Inference units" type="number" {...of('min', 'minInferenceUnits')} />
      <Field label="Scale up to" type="number" hint="does not scale" {...of('max', 'maxInferenceUnits')} />
      <Field
        label="For how long"
        hint="until it is stopped"
        choices={SPANS}
        {...of('span', 'stopAfter', asTyped)}
      />
    </div>
  );
}

/** What will happen, with the time that it took before and what it will cost. */
function Plan({ form, foreseen }: { readonly form: StartForm; readonly foreseen: Foreseen }) {
  const { durations, gateway } = useSnapshot();
  const isFree = gateway?.upstream === 'EMULATOR';
  return (
    <ul className="plan">
      <li>
        It is starting at once, and running {typicalAfter(durations, 'STARTING', 'some minutes later')}.
      </li>
      <li aria-live="polite">{costOf(form, foreseen)}</li>
      {isFree && <li>This is the emulator: nothing is billed.</li>}
      <Warnings of={foreseen} />
    </ul>
  );
}

function costOf({ min, max, span }: StartForm, { plan }: Foreseen): string {
  const length = parseSpan(span);
  const end = length ? `until the gateway stops it after ${span.trim()}` : 'until it is stopped';
  if (!plan) return `AWS bills every inference unit ${end}.`;
  const hourly = plan.hourlyCostChange;
  if (!hourly) return `AWS bills every inference unit ${end}. No price is known for its region.`;
  const most =
    max === '' ? '' : `, up to ${moneyText(times(hourly, Number(max) / Number(min)))} where it scales`;
  const all = length ? `, about ${moneyText(times(hourly, length.ms / HOUR_MS))} in all` : '';
  return `It costs ${moneyText(hourly)} an hour${most}, ${end}${all}.`;
}
