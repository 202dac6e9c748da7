import { useState } from 'react';
import type { BoardModel } from '../data/model.js';
import { moneyText, times } from '../data/money.js';
import { messageFor, type Refusal, refusalOf } from '../data/refusal.js';
import { momentOf, STOP_FIELDS, type StopForm, stopMistake, toStopInput } from '../data/stop-form.js';
import { mayIn, useBoard, useSnapshot } from '../data/use-board.js';
import { type Foreseen, useForeseen } from '../data/use-foreseen.js';
import { BoardPlanStopDocument } from '../generated.js';
import { ActDialog } from './act-dialog.js';
import { Field } from './field.js';
import { Moment } from './time.js';
import { Warnings } from './warnings.js';

const SPANS = ['30m', '1h', '2h', '8h'];
const HOUR_MS = 3_600_000;

interface Props {
  readonly model: BoardModel;
}

/** Plans the moment at which the gateway stops a model that runs. Nothing where the caller may not. */
export function PlanStop({ model }: Props) {
  const snapshot = useSnapshot();
  const [isAsked, setAsked] = useState(false);
  const isUp = model.status === 'RUNNING' || model.status === 'STARTING';
  if (!isUp || !mayIn(snapshot, model.projectKey).includes('START')) return null;
  return (
    <>
      <button
        type="button"
        className="act"
        disabled={snapshot.connection === 'lost'}
        onClick={() => setAsked(true)}
      >
        {model.stopAt ? 'Move the stop' : 'Plan a stop'}
      </button>
      {isAsked && <PlanStopDialog model={model} close={() => setAsked(false)} />}
    </>
  );
}

function PlanStopDialog({ model, close }: Props & { readonly close: () => void }) {
  const [form, setForm] = useState<StopForm>({ span: '', at: '' });
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { foreseen, send, remove } = usePlan(model, form);
  const shown = refusal ?? foreseen.refusal;
  const change = (next: StopForm) => {
    setRefusal(null);
    setForm(next);
  };
  const takeAway = () => remove().then(close, (error: unknown) => setRefusal(refusalOf(error, STOP_FIELDS)));
  return (
    <ActDialog
      title={`When is ${model.projectName} / ${model.name} to stop?`}
      act="Set"
      fields={STOP_FIELDS}
      refusal={shown}
      onRefusal={setRefusal}
      check={() => stopMistake(form)}
      send={send}
      close={close}
      more={
        model.stopAt && (
          <button type="button" className="apart" onClick={takeAway}>
            Let it run on
          </button>
        )
      }
    >
      <StopFields form={form} refusal={shown} onChange={change} />
      <Plan model={model} form={form} foreseen={foreseen} />
    </ActDialog>
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

/** What the stop of this form would mean, and how to set it or to take it away. */
function usePlan({ arn }: BoardModel, form: StopForm) {
  const { client, store } = useBoard();
  const input = { arn, remove: false, ...toStopInput(form) };
  const foreseen = useForeseen(
    stopMistake(form) ? '' : JSON.stringify(input),
    async (signal) => {
      const answer = await client.mutate(BoardPlanStopDocument, { ...input, dryRun: true }, { signal });
      const { plan, warnings } = answer.setModelVersionStop;
      return { plan, warnings: warnings.map(({ message }) => message) };
    },
    STOP_FIELDS,
  );
  const change = async (given: typeof input) => {
    await client.mutate(BoardPlanStopDocument, { ...given, dryRun: false });
    store.look(arn);
  };
  return {
    foreseen,
    send: () => change(input),
    remove: () => change({ arn, remove: true, stopAt: null, stopAfter: null }),
  };
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
        <li>
          The gateway stops it then, also if this page is closed or the gateway was restarted meanwhile.
        </li>
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
