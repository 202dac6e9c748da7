import { useState } from 'react';
import type { BoardModel } from '../data/model.js';
import { moneyText, times } from '../data/money.js';
import { messageFor, type Refusal } from '../data/refusal.js';
import { parseSpan } from '../data/span.js';
import { START_FIELDS, type StartForm, startMistake, toStartInput } from '../data/units.js';
import { useBoard, useSnapshot } from '../data/use-board.js';
import { type Foreseen, useForeseen } from '../data/use-foreseen.js';
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
  const [form, setForm] = useState<StartForm>({
    min: String(model.minInferenceUnits ?? 1),
    max: '',
    span: '',
  });
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { foreseen, send } = useStart(model, form);
  const shown = refusal ?? foreseen.refusal;
  return (
    <ActDialog
      title={`Start ${model.projectName} / ${model.name}?`}
      act="Start"
      fields={START_FIELDS}
      refusal={shown}
      onRefusal={setRefusal}
      check={() => startMistake(form)}
      send={send}
      close={close}
    >
      <StartFields
        form={form}
        refusal={shown}
        onChange={(part) => {
          setRefusal(null);
          setForm({ ...form, ...part });
        }}
      />
      <Plan form={form} foreseen={foreseen} />
    </ActDialog>
  );
}

/** What the start of this form would do, and how to send it. */
function useStart(model: BoardModel, form: StartForm) {
  const { client, store } = useBoard();
  const input = { arn: model.arn, ...toStartInput(form) };
  const foreseen = useForeseen(
    startMistake(form) ? '' : JSON.stringify(input),
    async (signal) => {
      const answer = await client.mutate(BoardStartDocument, { ...input, dryRun: true }, { signal });
      const { plan, warnings } = answer.startModelVersion;
      return { plan, warnings: warnings.map(({ message }) => message) };
    },
    START_FIELDS,
  );
  async function send(): Promise<void> {
    const answer = await client.mutate(BoardStartDocument, { ...input, dryRun: false });
    const { modelVersion } = answer.startModelVersion;
    if (modelVersion) store.note(model.arn, modelVersion.status);
  }
  return { foreseen, send };
}

interface FieldsProps {
  readonly form: StartForm;
  readonly refusal: Refusal | null;
  readonly onChange: (part: Partial<StartForm>) => void;
}

function StartFields({ form, refusal, onChange }: FieldsProps) {
  return (
    <div className="fields">
      <Field
        label="Inference units"
        type="number"
        value={form.min}
        onChange={(min) => onChange({ min: min.trim() })}
        error={messageFor(refusal, 'minInferenceUnits')}
      />
      <Field
        label="Scale up to"
        type="number"
        hint="does not scale"
        value={form.max}
        onChange={(max) => onChange({ max: max.trim() })}
        error={messageFor(refusal, 'maxInferenceUnits')}
      />
      <Field
        label="For how long"
        hint="until it is stopped"
        value={form.span}
        choices={SPANS}
        onChange={(span) => onChange({ span })}
        error={messageFor(refusal, 'stopAfter')}
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
