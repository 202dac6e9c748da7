import { type ReactNode, useState } from 'react';
import type { BoardModel } from '../data/model.js';
import type { Schedule } from '../data/schedule-form.js';
import { mayIn, useBoard, useSnapshot } from '../data/use-board.js';
import { useQuery } from '../data/use-query.js';
import { BoardSchedulesDocument } from '../generated.js';
import { DeleteScheduleForm, ScheduleForm } from '../parts/forms.js';
import { Hint, Skeleton } from '../parts/notice.js';
import { Offer } from '../parts/offer.js';
import { Ago, In, Moment } from '../parts/time.js';

interface Props {
  readonly model: BoardModel;
  /** Asks again when it changes. */
  readonly version: string;
}

/** When the gateway starts and stops a model by itself. */
export function Schedules({ model, version }: Props) {
  const { store } = useBoard();
  const mayChange = mayIn(useSnapshot(), model.projectKey).includes('START');
  const [edits, setEdits] = useState(0);
  const loaded = useQuery(BoardSchedulesDocument, { arn: model.arn }, `${model.arn} ${version} ${edits}`);
  const found = loaded.kind === 'ready' ? loaded.data.modelVersion : null;
  const onDone = () => {
    setEdits((it) => it + 1);
    store.look(model.arn);
  };
  const { project } = found ?? {};
  const forms =
    mayChange && project
      ? { model, projectArn: project.arn, taken: project.schedules.nodes.map(({ name }) => name), onDone }
      : null;
  return (
    <section aria-labelledby="schedules">
      <div className="heading">
        <h2 id="schedules">Schedules</h2>
        {forms && (
          <Offer label="Add a schedule">
            {(close) => <ScheduleForm {...forms} schedule={null} close={close} />}
          </Offer>
        )}
      </div>
      {loaded.kind === 'loading' && <Skeleton rows={1} />}
      {loaded.kind === 'failed' && <Hint isAlert>The schedules cannot be read. {loaded.message}</Hint>}
      {found?.schedules.length === 0 && <Hint>Nothing starts or stops it by itself.</Hint>}
      {found && found.schedules.length > 0 && <ScheduleLines schedules={found.schedules} forms={forms} />}
    </section>
  );
}

/** What the forms of all schedules of a model need. */
interface FormsProps {
  readonly model: BoardModel;
  readonly projectArn: string;
  readonly taken: readonly string[];
  readonly onDone: () => void;
}

interface LinesProps {
  readonly schedules: readonly Schedule[];
  /** Null: the caller may not change them. */
  readonly forms: FormsProps | null;
}

function ScheduleLines({ schedules, forms }: LinesProps) {
  return (
    <ul className="policies">
      {schedules.map((it) => (
        <Line key={it.name} schedule={it}>
          {forms && <Acts {...forms} schedule={it} />}
        </Line>
      ))}
    </ul>
  );
}

function Acts({ schedule, ...forms }: FormsProps & { readonly schedule: Schedule }) {
  const { onDone } = forms;
  return (
    <span className="badges">
      <Offer label="Change" of={schedule.name}>
        {(close) => <ScheduleForm {...forms} {...{ schedule, close }} />}
      </Offer>
      <Offer label="Delete" of={schedule.name}>
        {(close) => <DeleteScheduleForm {...{ schedule, onDone, close }} />}
      </Offer>
    </span>
  );
}

function Line({ schedule, children }: { readonly schedule: Schedule; readonly children: ReactNode }) {
  const { name, windows, timeZone, aliasName } = schedule;
  return (
    <li>
      <div className="grow">
        <b>{name}</b> {windows.join('; ')} <span className="quiet">{timeZone}</span>
        {aliasName && <span className="quiet">, of what {aliasName} names</span>}
        <State schedule={schedule} />
      </div>
      {children}
    </li>
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
          {` (${last.failure?.message ?? last.reason})`}.
        </>
      )}
    </span>
  );
}
