import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { GatewayError, StartModelDocument, StopModelDocument } from '../../../client/index.js';
import { median } from '../data/history.js';
import type { Act, BoardModel } from '../data/model.js';
import { useBoard, useSnapshot } from '../data/use-board.js';
import { spanOf } from './time.js';
import { type Units, UnitsFields, unitsError } from './units-fields.js';

interface Props {
  readonly act: Act;
  readonly model: BoardModel;
  readonly close: () => void;
}

/** A refusal, and the field of the form that it is about; `form` where it is about none. */
export type Refusal = { readonly field: 'min' | 'max' | 'form'; readonly message: string };

/** Asks once, says what will happen, and stays open with the reason where it is refused. */
export function Confirm({ act, model, close }: Props) {
  const { client, store } = useBoard();
  const dialog = useRef<HTMLDialogElement>(null);
  const [units, setUnits] = useState<Units>({ min: String(model.minInferenceUnits ?? 1), max: '' });
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const title = useId();
  useEffect(() => dialog.current?.showModal(), []);

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault();
    const mistake = act === 'Start' ? unitsError(units) : null;
    setRefusal(mistake);
    if (mistake) return;
    setBusy(true);
    try {
      const answer = act === 'Start' ? await start() : await stop();
      if (answer) store.note(model.arn, answer.status);
      dialog.current?.close();
    } catch (error) {
      if (error instanceof GatewayError && error.code === 'UNAUTHENTICATED') store.restart();
      setBusy(false);
      setRefusal(refusalOf(error));
    }
  }

  async function start() {
    const variables = {
      modelVersionArn: model.arn,
      minInferenceUnits: Number(units.min),
      maxInferenceUnits: units.max === '' ? null : Number(units.max),
    };
    return (await client.mutate(StartModelDocument, variables)).startModelVersion.modelVersion;
  }

  async function stop() {
    return (await client.mutate(StopModelDocument, { modelVersionArn: model.arn })).stopModelVersion
      .modelVersion;
  }

  return createPortal(
    <dialog ref={dialog} onClose={close} aria-labelledby={title} className="confirm">
      <form onSubmit={send} noValidate>
        <h2 id={title}>
          {act} {model.projectName} / {model.name}?
        </h2>
        {act === 'Start' && <UnitsFields units={units} onChange={setUnits} refusal={refusal} />}
        <Plan act={act} />
        {refusal?.field === 'form' && <p role="alert">{refusal.message}</p>}
        <menu>
          <button type="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
          <button type="submit" data-act={act} disabled={isBusy}>
            {isBusy ? 'Sending…' : act}
          </button>
        </menu>
      </form>
    </dialog>,
    document.body,
  );
}

/** What will happen, with the time that it took before. */
function Plan({ act }: { readonly act: Act }) {
  const { durations, gateway } = useSnapshot();
  const observed = durations.get(act === 'Start' ? 'STARTING' : 'STOPPING') ?? [];
  const typicalMs = median(observed);
  const after = typicalMs === null ? '' : ` after about ${spanOf(typicalMs)}, as before`;
  const isFree = gateway?.upstream === 'EMULATOR';
  return (
    <ul className="plan">
      {act === 'Start' ? (
        <>
          <li>It is starting at once, and running{after || ' some minutes later'}.</li>
          <li>
            {isFree
              ? 'This is the emulator: nothing is billed.'
              : 'AWS bills every inference unit from then on, until the model is stopped.'}
          </li>
        </>
      ) : (
        <>
          <li>It answers no more requests from now on, and is stopped{after || ' a minute or so later'}.</li>
          <li>{isFree ? 'This is the emulator: nothing was billed.' : 'Its billing ends.'}</li>
          <li>It can be started again.</li>
        </>
      )}
    </ul>
  );
}

function refusalOf(error: unknown): Refusal {
  if (!(error instanceof GatewayError))
    return { field: 'form', message: 'This page has failed. Load it again, and see how the model stands.' };
  const field = error.userErrors[0]?.field?.at(-1) ?? error.errors[0]?.extensions?.field;
  const of = String(field);
  if (of.endsWith('minInferenceUnits')) return { field: 'min', message: error.message };
  if (of.endsWith('maxInferenceUnits')) return { field: 'max', message: error.message };
  const advice = error.code === 'FORBIDDEN' ? ' An owner of the project can grant it.' : '';
  return { field: 'form', message: `${error.message}${advice}` };
}
