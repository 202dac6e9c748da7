import { addressOf } from '../address.js';
import { expectedEndOf, sinceOf } from '../data/history.js';
import { type BoardModel, groupOf, toBoardModel } from '../data/model.js';
import { mayIn, useSnapshot, useTold } from '../data/use-board.js';
import { useQuery } from '../data/use-query.js';
import { BoardModelPageDocument, type BoardModelPageQuery } from '../generated.js';
import { Act } from '../parts/act.js';
import { Awaited } from '../parts/awaited.js';
import { MoveAliasForm, PlanStopForm, PromoteForm, RollOutForm } from '../parts/forms.js';
import { Hint, NoSuch, PageTitle, Unread } from '../parts/notice.js';
import { Offer } from '../parts/offer.js';
import { Status } from '../parts/status.js';
import { For, Until } from '../parts/time.js';
import { Evaluation } from './evaluation.js';
import { Facts } from './facts.js';
import { Files } from './files.js';
import { Manifest } from './manifest.js';
import { Policies } from './policies.js';
import { Schedules } from './schedules.js';
import { Timeline } from './timeline.js';
import { Usage } from './usage.js';
import { Workflows } from './workflows.js';

export type Model = NonNullable<BoardModelPageQuery['modelVersion']>;

/** Everything about one model version; read again with each of its changes, and when the connection comes back. */
export function ModelPage({ arn }: { readonly arn: string }) {
  const { models, reads } = useSnapshot();
  const { status = '', stopAt = '', hourlyCost } = models.get(arn) ?? {};
  const told = useTold('AUTOMATION_FAILED', 'AUTOMATION_SKIPPED');
  const key = `${arn} ${status} ${stopAt} ${hourlyCost?.amount} ${reads} ${told}`;
  const loaded = useQuery(BoardModelPageDocument, { arn }, key);
  if (loaded.kind === 'loading') return <Awaited arn={arn} />;
  if (loaded.kind === 'failed') return <Unread what="model" why={loaded.message} />;
  const model = loaded.data.modelVersion;
  if (!model) return <NoSuch what="model" />;
  return (
    <>
      {loaded.problem !== null && <Hint isAlert>This is as it was before. {loaded.problem}</Hint>}
      <Content model={model} />
    </>
  );
}

function Content({ model }: { readonly model: Model }) {
  const { models } = useSnapshot();
  const shown = models.get(model.arn) ?? toBoardModel(model);
  return (
    <>
      <Crumbs project={model.project} />
      <div className="heading">
        <PageTitle>{`${shown.projectName} / ${model.name}`}</PageTitle>
        <Status status={shown.status} />
        <Act model={shown} />
        <Offers model={model} live={shown} />
      </div>
      <Progress model={shown} />
      <Workflows arn={model.arn} />
      <Facts model={model} live={shown} />
      {model.status === 'TRAINING_FAILED' && <Manifest arn={model.arn} />}
      {model.evaluationResult && <Evaluation arn={model.arn} />}
      {mayRun(shown) && <Running model={shown} />}
      <Timeline model={model} />
      <Files model={model} />
      <Policies model={model} />
    </>
  );
}

function Crumbs({ project }: Pick<Model, 'project'>) {
  return (
    <p className="crumbs">
      <a href="#/">Overview</a>
      {project && (
        <>
          {' / '}
          <a href={addressOf({ page: 'project', arn: project.arn })}>{project.name}</a>
        </>
      )}
    </p>
  );
}

/** What a model that can run has used, and when it is to run. */
function Running({ model }: { readonly model: BoardModel }) {
  const { reads } = useSnapshot();
  const told = useTold('AUTOMATION_FAILED', 'AUTOMATION_SKIPPED');
  return (
    <>
      <Usage arn={model.arn} version={`${model.status} ${reads}`} />
      <Schedules model={model} version={`${model.status} ${model.stopAt} ${told} ${reads}`} />
    </>
  );
}

/** Forms besides start and stop, as far as the caller may and as the model stands. */
function Offers({ model, live }: { readonly model: Model; readonly live: BoardModel }) {
  const may = mayIn(useSnapshot(), live.projectKey);
  const projectArn = model.project?.arn;
  const isUp = live.status === 'RUNNING' || live.status === 'STARTING';
  if (!may.includes('START') || !mayRun(live) || projectArn === undefined) return null;
  return (
    <>
      {may.includes('COPY') && may.includes('POLICY') && (
        <Offer label="Promote">
          {(close) => <PromoteForm model={live} output={model.outputConfig} close={close} />}
        </Offer>
      )}
      <Offer label="Roll out">{(close) => <RollOutForm model={live} {...{ projectArn, close }} />}</Offer>
      <Offer label="Give an alias">
        {(close) => <MoveAliasForm model={live} {...{ projectArn, close }} />}
      </Offer>
      <Offer label={live.stopAt ? 'Move the stop' : 'Plan a stop'} when={isUp}>
        {(close) => <PlanStopForm model={live} close={close} />}
      </Offer>
    </>
  );
}

/** What was never trained nor copied cannot run. */
function mayRun({ status, feature }: BoardModel): boolean {
  return feature === 'CUSTOM_LABELS' && !/_(IN_PROGRESS|FAILED)$|^DELETING$/.test(status);
}

/** AWS's words on the status, for how long it is so, and when it should end. */
function Progress({ model }: { readonly model: BoardModel }) {
  const { histories, durations } = useSnapshot();
  const since = sinceOf(model, histories);
  const end = groupOf(model.status) === 'moving' ? expectedEndOf(model, histories, durations) : null;
  if (!model.statusMessage && since === null) return null;
  return (
    <p className="lead">
      {model.statusMessage}{' '}
      {since !== null && (
        <span className="quiet">
          For <For since={since} />
          {end && (
            <>
              , expected to end <Until at={end.at} title={`The median of ${end.from} observed.`} />
            </>
          )}
          .
        </span>
      )}
    </p>
  );
}
