import { useState } from 'react';
import type { BoardModel } from '../data/model.js';
import type { Schedule } from '../data/schedule-form.js';
import { mayIn, useBoard, useSnapshot } from '../data/use-board.js';
import { useQuery } from '../data/use-query.js';
import { BoardSchedulesDocument } from '../generated.js';
import { DeleteSchedule } from '../parts/delete-schedule.js';
import { Hint, Skeleton } from '../parts/notice.js';
import { ScheduleDialog } from '../parts/schedule-dialog.js';
import { Ago, In, Moment } from '../parts/time.js';

interface Props {
  readonly model: BoardModel;
  /** Asks again when it changes. */
  readonly version: string;
}

type Asked =
  | { readonly kind: 'put'; readonly schedule: Schedule | null }
  | { readonly kind: 'delete'; readonly schedule: Schedule };

/** When the gateway starts and stops a model by itself. */
export function Schedules({ model, version }: Props) {
  const { store } = useBoard();
  const snapshot = useSnapshot();
  const [edits, setEdits] = useState(0);
  const [asked, setAsked] = useState<Asked | null>(null);
  const loaded = useQuery(BoardSchedulesDocument, { arn: model.arn }, `${model.arn} ${version} ${edits}`);
  const found = loaded.kind === 'ready' ? loaded.data.modelVersion : null;
  const mayChange = mayIn(snapshot, model.projectKey).includes('START') && snapshot.connection !== 'lost';
  const close = () => setAsked(null);
  const onDone = () => {
    setEdits(edits + 1);
    store.look(model.arn);
  };
  const projectArn = found?.project?.arn;
  return (
    <section aria-labelledby="schedules">
      <div className="heading">
        <h2 id="schedules">Schedules</h2>
        {mayChange && projectArn && (
          <button type="button" onClick={() => setAsked({ kind: 'put', schedule: null })}>
            Add a schedule
          </button>
        )}
      </div>
      {loaded.kind === 'loading' && <Skeleton rows={1} />}
      {loaded.kind === 'failed' && <Hint isAlert>The schedules cannot be read. {loaded.message}</Hint>}
      {found && <List schedules={found.schedules} onAsk={mayChange ? setAsked : null} />}
      {asked?.kind === 'put' && projectArn && (
        <ScheduleDialog {...{ model, projectArn, onDone, close }} existing={asked.schedule} />
      )}
      {asked?.kind === 'delete' && <DeleteSchedule schedule={asked.schedule} onDone={onDone} close={close} />}
    </section>
  );
}

interface ListProps {
  readonly schedules: readonly Schedule[];
  /** Null where the caller may change none. */
  readonly onAsk: ((asked: Asked) => void) | null;
}

function List({ schedules, onAsk }: ListProps) {
  if (schedules.length === 0) return <Hint>Nothing starts or stops it by itself.</Hint>;
  return (
    <ul className="policies">
      {schedules.map((it) => (
        <li key={it.name}>
          <div className="grow">
            <b>{it.name}</b> {it.windows.join('; ')} <span className="quiet">{it.timeZone}</span>
            {it.aliasName && <span className="quiet">, of what {it.aliasName} names</span>}
            <State schedule={it} />
          </div>
          {onAsk && (
            <span className="badges">
              <button type="button" className="act" onClick={() => onAsk({ kind: 'put', schedule: it })}>
                Change<span className="for-readers"> {it.name}</span>
              </button>
              <button type="button" className="act" onClick={() => onAsk({ kind: 'delete', schedule: it })}>
                Delete<span className="for-readers"> {it.name}</span>
              </button>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

const DOES = { START: 'Starts it', STOP: 'Stops it' } as const;
const OUTCOMES = {
  DONE: 'done',
  NOTHING_TO_DO: 'nothing to do',
  MISSED: 'missed',
  RETRYING: 'is tried again',
  FAILED: 'failed',
} as const;

/** What it does next, and what came of the last time. */
function State({
  schedule: { isEnabled, nextTransition: next, lastRun: last },
}: {
  readonly schedule: Schedule;
}) {
  return (
    <span className="line quiet">
      {!isEnabled && 'Not in force. '}
      {next && (
        <>
          {DOES[next.kind]} on <Moment at={next.at} /> (<In at={next.at} />
          ).{' '}
        </>
      )}
      {last && (
        <>
          Last: {last.kind.toLowerCase()} <Ago at={last.at} />, {OUTCOMES[last.outcome]}
          {last.reason && ` (${last.reason})`}.
        </>
      )}
    </span>
  );
}
