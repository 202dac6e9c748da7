import { useState } from 'react';
import { type BoardModel, possibleAct } from '../data/model.js';
import { mayIn, useSnapshot } from '../data/use-board.js';
import { ConfirmStart } from './confirm-start.js';
import { ConfirmStop } from './confirm-stop.js';

/** The one thing that can be done to a model now: start it, or stop it. Nothing where the caller may do neither. */
export function Act({ model }: { readonly model: BoardModel }) {
  const snapshot = useSnapshot();
  const [asked, setAsked] = useState<'Start' | 'Stop' | null>(null);
  const act = possibleAct(model);
  const isAllowed =
    act !== null && mayIn(snapshot, model.projectKey).includes(act === 'Start' ? 'START' : 'STOP');
  return (
    <>
      {act && isAllowed && (
        <button
          type="button"
          className="act"
          data-act={act}
          disabled={snapshot.connection === 'lost'}
          onClick={() => setAsked(act)}
        >
          {act}
          <span className="for-readers"> {`${model.projectName} ${model.name}`}</span>
        </button>
      )}
      {asked === 'Start' && <ConfirmStart model={model} close={() => setAsked(null)} />}
      {asked === 'Stop' && <ConfirmStop model={model} close={() => setAsked(null)} />}
    </>
  );
}
