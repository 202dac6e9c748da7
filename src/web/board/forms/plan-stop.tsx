import type { BoardModel } from '../data/model.js';
import { moneyText, times } from '../data/money.js';
import { messageFor, type Refusal, refusalOf } from '../data/refusal.js';
import { momentOf, STOP_FIELDS, type StopForm, stopMistake, toStopInput } from '../data/stop-form.js';
import { useForm, useTyped } from '../data/use-act.js';
import { useBoard } from '../data/use-board.js';
import type { Foreseen } from '../data/use-foreseen.js';
import { BoardPlanStopDocument } from '../generated.js';
import { ActDialog } from '../parts/act-dialog.js';
import { Field } from '../parts/field.js';
import { Moment } from '../parts/time.js';
import { Warnings } from '../parts/warnings.js';

const SPANS = ['30m', '1h', '2h', '8h'];
const HOUR_MS = 3_600_000;

interface Props {
  readonly model: BoardModel;
  readonly close: () => void;
}

/** Plans the moment at which the gateway stops a model that runs, or takes it away. */
export function PlanStop({ model, close }: Props) {
  const { store } = useBoard();
  const typed = useTyped<StopForm>({ span: '', at: '' });
  const { form, change, onRefusal } = typed;
  const { foreseen, refusal, dialog, send } = useForm(typed, BoardPlanStopDocument, {
    input: { modelVersionArn: model.arn, ...toStopInput(form) },
    mistake: stopMistake(form),
    fields: STOP_FIELDS,
  });
  return (
    <ActDialog
      {...dialog}
      title={`When is ${model.projectName} / ${model.name} to stop?`}
      act="Set"
      send={() => send().then(() => store.look(model.arn))}
      close={close}
      more={model.stopAt && <LetRun {...{ model, close, onRefusal }} />}
    >
      <StopFields form={form} refusal={refusal} onChange={change} />
      <Plan model={model} form={form} foreseen={foreseen} />
    </ActDialog>
  );
}

/** Takes the planned stop away. */
function LetRun({ model, close, onRefusal }: Props & { readonly onRefusal: (refusal: Refusal) => void }) {
  const { client, store } = useBoard();
  async function takeAway(): Promise<void> {
    try {
      await client.mutate(BoardPlanStopDocument, { input: { modelVersionArn: model.arn, remove: true } });
      store.look(model.arn);
      close();
    } catch (error) {
      onRefusal(refusalOf(error, STOP_FIELDS));
    }
  }
  return (
    <button type="button" className="apart" onClick={takeAway}>
      Let it run on
    </button>
  );
}

interface FieldsProps {
  readonly form: StopForm;
  readonly refusal: Refusal | null;
  readonly onChange: (form: StopForm) => void;
}

/** What is typed into one of them empties the other. */
function StopFields({ form, refusal, onChange }: FieldsProps) {
  return (
    <div className="fields">
      <Field
        label="In"
        hint="2h"
        value={form.span}
        choices={SPANS}
        onChange={(span) => onChange({ span, at: '' })}
        error={messageFor(refusal, 'stopAfter')}
      />
      <Field
        label="Or at"
        type="datetime-local"
        value={form.at}
        onChange={(at) => onChange({ span: '', at })}
        error={messageFor(refusal, 'stopAt')}
      />
    </div>
  );
}

interface PlanProps {
  readonly model: BoardModel;
  readonly form: StopForm;
  readonly foreseen: Foreseen;
}

/** When it will stop, and what it costs until then. */
function Plan({ model: { hourlyCost, stopAt }, form, foreseen }: PlanProps) {
  const nowMs = Date.now();
  const at = momentOf(form, nowMs);
  return (
    <ul className="plan">
      {at === null ? (
        <li>The gateway stops it then, also if this page is closed.</li>
      ) : (
        <li aria-live="polite">
          The gateway stops it on <Moment at={new Date(at).toISOString()} />
          {hourlyCost &&
            at > nowMs &&
            `: about ${moneyText(times(hourlyCost, (at - nowMs) / HOUR_MS))} from now on`}
          .
        </li>
      )}
      {stopAt && (
        <li>
          As it is now, it stops on <Moment at={stopAt} />.
        </li>
      )}
      <Warnings of={foreseen} />
    </ul>
  );
}
