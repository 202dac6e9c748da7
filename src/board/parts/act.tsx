import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { GatewayError, StartModelDocument, StopModelDocument } from '../../client/index.js';
import { type BoardModel, isStartable, isStoppable } from '../data/model.js';
import { useBoard } from '../data/use-board.js';

/** The one thing that can be done to a model now: start it, or stop it. Nothing where neither is possible. */
export function Act({ model }: { readonly model: BoardModel }) {
  const [isAsking, setAsking] = useState(false);
  const act = isStoppable(model.status) ? 'Stop' : isStartable(model.status) ? 'Start' : null;
  if (!act) return null;
  return (
    <>
      <button type="button" className="act" data-act={act} onClick={() => setAsking(true)}>
        {act}
        <span className="for-readers"> {`${model.projectName} ${model.name}`}</span>
      </button>
      {isAsking && <Confirm act={act} model={model} close={() => setAsking(false)} />}
    </>
  );
}

interface ConfirmProps {
  readonly act: 'Start' | 'Stop';
  readonly model: BoardModel;
  readonly close: () => void;
}

/** Asks once, says what will happen, and stays open with the reason where it is refused. */
function Confirm({ act, model, close }: ConfirmProps) {
  const { client, store } = useBoard();
  const dialog = useRef<HTMLDialogElement>(null);
  const [units, setUnits] = useState(model.minInferenceUnits ?? 1);
  const [state, setState] = useState<{ isBusy: boolean; error: string | null }>({
    isBusy: false,
    error: null,
  });
  const [title, field] = [useId(), useId()];
  useEffect(() => dialog.current?.showModal(), []);

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault();
    setState({ isBusy: true, error: null });
    try {
      const modelVersionArn = model.arn;
      const answer =
        act === 'Start'
          ? (await client.mutate(StartModelDocument, { modelVersionArn, minInferenceUnits: units }))
              .startModelVersion
          : (await client.mutate(StopModelDocument, { modelVersionArn })).stopModelVersion;
      if (answer.modelVersion) store.note(model.arn, answer.modelVersion.status);
      close();
    } catch (error) {
      setState({ isBusy: false, error: reasonOf(error) });
    }
  }

  return (
    <dialog ref={dialog} onClose={close} aria-labelledby={title} className="confirm">
      <form onSubmit={send}>
        <h2 id={title}>
          {act} {model.projectName} / {model.name}?
        </h2>
        {act === 'Start' ? (
          <p>
            <label htmlFor={field}>Inference units</label>{' '}
            <input
              id={field}
              type="number"
              min={1}
              max={999}
              value={units}
              onChange={(event) => setUnits(Number(event.target.value))}
            />
            <span className="quiet"> Each is billed by AWS for as long as the model runs.</span>
          </p>
        ) : (
          <p>It stops answering, and its billing ends. It can be started again.</p>
        )}
        {state.error && <p role="alert">{state.error}</p>}
        <menu>
          <button type="button" onClick={close}>
            Cancel
          </button>
          <button type="submit" data-act={act} disabled={state.isBusy}>
            {state.isBusy ? 'Sending…' : act}
          </button>
        </menu>
      </form>
    </dialog>
  );
}

function reasonOf(error: unknown): string {
  if (!(error instanceof GatewayError)) return 'Something went wrong on this page.';
  if (error.code === 'FORBIDDEN')
    return `${error.message} Ask an owner of the project for the right to do this.`;
  return error.message;
}
