import { toBoardModel } from '../data/model.js';
import { useSnapshot } from '../data/use-board.js';
import { useQuery } from '../data/use-query.js';
import { BoardModelPageDocument, type BoardModelPageQuery } from '../generated.js';
import { Act } from '../parts/act.js';
import { Notice, Skeleton } from '../parts/notice.js';
import { Score } from '../parts/score.js';
import { Status } from '../parts/status.js';
import { Ago, Moment } from '../parts/time.js';
import { addressOf } from '../route.js';
import { Evaluation } from './evaluation.js';
import { Manifest } from './manifest.js';

type Model = NonNullable<BoardModelPageQuery['modelVersion']>;

/** Everything about one model version. */
export function ModelPage({ arn }: { readonly arn: string }) {
  const live = useSnapshot().models.get(arn);
  const loaded = useQuery(BoardModelPageDocument, { arn }, `${arn} ${live?.status ?? ''}`);
  if (loaded.kind === 'loading') return <Skeleton rows={8} />;
  if (loaded.kind === 'failed')
    return (
      <Notice kind="failed" title="This model could not be read">
        {loaded.message}
      </Notice>
    );
  const model = loaded.data.modelVersion;
  if (!model) return <Notice title="There is no such model">It was deleted, or you may not see it.</Notice>;
  const shown = { ...toBoardModel(model), status: live?.status ?? model.status };
  return (
    <>
      <p className="crumbs">
        <a href="#/">Overview</a>
        {model.project && (
          <>
            {' / '}
            <a href={addressOf({ page: 'project', arn: model.project.arn })}>{model.project.name}</a>
          </>
        )}
      </p>
      <div className="heading">
        <h2>
          {shown.projectName} / {model.name}
        </h2>
        <Status status={shown.status} />
        <Act model={shown} />
      </div>
      {model.statusMessage && <p>{model.statusMessage}</p>}
      <Facts model={model} />
      {model.status === 'TRAINING_FAILED' && <Manifest arn={arn} />}
      {model.evaluationResult && <Evaluation arn={arn} />}
      <Timeline model={model} />
      <Policies model={model} />
    </>
  );
}

function Facts({ model }: { readonly model: Model }) {
  const facts: [string, React.ReactNode][] = [
    ['ARN', <code key="arn">{model.arn}</code>],
    ['F1', <Score key="f1" value={model.evaluationResult?.f1Score} />],
    ['Created', <Moment key="created" at={model.creationTimestamp} />],
    ['Description', model.versionDescription],
    ['Training', trainingOf(model)],
    ['Copied from', model.sourceModelVersionArn && <SourceLink arn={model.sourceModelVersionArn} />],
    [
      'Output',
      model.outputConfig &&
        `s3://${model.outputConfig.s3Bucket ?? ''}/${model.outputConfig.s3KeyPrefix ?? ''}`,
    ],
    ['Key', model.kmsKeyId],
    ['Tags', model.tags.map(({ key, value }) => `${key}: ${value}`).join(', ')],
    ['Seen', <Ago key="seen" at={model.observedAt} />],
  ];
  return (
    <dl className="facts">
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function SourceLink({ arn }: { readonly arn: string }) {
  const [, project, , name] = arn.split('/');
  return <a href={addressOf({ page: 'model', arn })}>{`${project} / ${name}`}</a>;
}

function trainingOf({
  billableTrainingTimeInSeconds: seconds,
  trainingEndTimestamp: end,
}: Model): string | null {
  if (seconds === null || seconds === undefined) return null;
  const ended = end ? `, ended ${new Date(end).toLocaleString()}` : '';
  return `${(seconds / 3_600).toFixed(2)} h billed${ended}`;
}

function Timeline({ model }: { readonly model: Model }) {
  const { nodes } = model.statusHistory;
  if (nodes.length === 0) return null;
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">Changes that the gateway saw</h2>
      <ol className="timeline">
        {nodes.map(({ cursor, observedAt, previousStatus, status }) => (
          <li key={cursor}>
            <Moment at={observedAt} /> {previousStatus && <Status status={previousStatus} />}
            {previousStatus && ' → '}
            {status ? <Status status={status} /> : 'gone'}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Policies({ model }: { readonly model: Model }) {
  const policies = model.project?.policies.nodes ?? [];
  if (policies.length === 0) return null;
  return (
    <section aria-labelledby="policies">
      <h2 id="policies">Policies of its project</h2>
      <ul>
        {policies.map(({ policyName, lastUpdatedTimestamp }) => (
          <li key={policyName}>
            {policyName}{' '}
            {lastUpdatedTimestamp && (
              <span className="quiet">
                changed <Ago at={lastUpdatedTimestamp} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
