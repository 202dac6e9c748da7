import type { ReactNode } from 'react';
import { addressOf } from '../address.js';
import { type BoardModel, inWords } from '../data/model.js';
import { moneyText } from '../data/money.js';
import { durationText } from '../data/span.js';
import { Aliases } from '../parts/aliases.js';
import { CostSoFar } from '../parts/cost.js';
import { Score } from '../parts/score.js';
import { Ago, In, Moment, spanOf } from '../parts/time.js';
import type { Model } from './model.js';

interface Props {
  readonly model: Model;
  /** As the status stream tells it. */
  readonly live: BoardModel;
}

/** What is known of a model besides its reports. */
export function Facts(props: Props) {
  return (
    <dl className="facts">
      {factsOf(props)
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name} data-fact={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** Each with its name; what has no value is not shown. */
function factsOf({ model, live }: Props): [string, ReactNode][] {
  const { minInferenceUnits: min, maxInferenceUnits: max, sourceModelVersionArn: source } = model;
  return [
    ['Aliases', live.aliases.length > 0 && <Aliases key="aliases" of={live.aliases} />],
    ['F1', model.evaluationResult && <Score value={model.evaluationResult.f1Score} />],
    ['Inference units', min && (max ? `${min} to ${max}` : min)],
    ['Cost an hour', live.hourlyCost && moneyText(live.hourlyCost)],
    ['Cost since it runs', live.runningSince && live.hourlyCost && <CostSoFar key="cost" model={live} />],
    ['Stops', stopOf(model, live)],
    ['Stop failed', model.plannedStop?.failure?.message],
    ['Created', <Moment key="created" at={model.creationTimestamp} />],
    ['Training', trainingOf(model)],
    ['Copied from', source && <SourceLink arn={source} />],
    ['Copies', model.copies.totalCount > 0 && <Copies key="copies" copies={model.copies} />],
    ['Description', model.versionDescription],
    ['Account and region', model.project && `${model.project.accountId}, ${model.project.region}`],
    ['Tags', model.tags.map(({ key, value }) => `${key}: ${value}`).join(', ')],
    ['Key', model.kmsKeyId && <code>{model.kmsKeyId}</code>],
    ['Read from AWS', <Ago key="read" at={model.observedAt} />],
    ['ARN', <code key="arn">{model.arn}</code>],
  ];
}

/** A stop that was given with a start is a moment once it runs. */
function stopOf(model: Model, { stopAt }: BoardModel): ReactNode {
  if (stopAt) return <StopFact model={model} at={stopAt} />;
  const after = model.plannedStop?.after;
  return after && `${durationText(after)} after it has started`;
}

/** When it stops, and the subject that wanted it. */
function StopFact({ model, at }: { readonly model: Model; readonly at: string }) {
  const by = model.plannedStop?.setBy;
  return (
    <>
      <Moment at={at} />{' '}
      <span className="quiet">
        (<In at={at} />
        {by && `, set by ${by}`})
      </span>
    </>
  );
}

function SourceLink({ arn }: { readonly arn: string }) {
  const [, project, , name] = arn.split('/');
  return <a href={addressOf({ page: 'model', arn })}>{`${project} / ${name}`}</a>;
}

function Copies({ copies: { nodes, totalCount } }: Pick<Model, 'copies'>) {
  const more = totalCount - nodes.length;
  return (
    <>
      {nodes.map(({ arn, status }) => (
        <span key={arn} className="line">
          <SourceLink arn={arn} /> <span className="quiet">{inWords(status)}</span>
        </span>
      ))}
      {more > 0 && <span className="quiet">and {more} more</span>}
    </>
  );
}

function trainingOf(model: Model): ReactNode {
  const { billableTrainingTimeInSeconds: seconds, trainingEndTimestamp: end, trainingCost: cost } = model;
  if (seconds === null || seconds === undefined) return null;
  return (
    <>
      {spanOf(seconds * 1_000)} billed{cost && `, ${moneyText(cost)}`}
      {end && (
        <span className="quiet">
          , ended <Moment at={end} />
        </span>
      )}
    </>
  );
}
