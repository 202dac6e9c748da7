import type { ReactNode } from 'react';
import { addressOf } from '../address.js';
import { Score } from '../parts/score.js';
import { Ago, Moment, spanOf } from '../parts/time.js';
import type { Model } from './model.js';

/** What is known of a model besides its reports. Aliases, schedule and planned stop have their place after the units. */
export function Facts({ model }: { readonly model: Model }) {
  const { minInferenceUnits: min, maxInferenceUnits: max, sourceModelVersionArn: source } = model;
  const facts: [string, ReactNode][] = [
    ['F1', model.evaluationResult && <Score value={model.evaluationResult.f1Score} />],
    ['Inference units', min && (max ? `${min} to ${max}` : min)],
    ['Created', <Moment key="created" at={model.creationTimestamp} />],
    ['Training', trainingOf(model)],
    ['Copied from', source && <SourceLink arn={source} />],
    ['Description', model.versionDescription],
    ['Account and region', model.project && `${model.project.accountId}, ${model.project.region}`],
    ['Tags', model.tags.map(({ key, value }) => `${key}: ${value}`).join(', ')],
    ['Key', model.kmsKeyId && <code>{model.kmsKeyId}</code>],
    ['Read from AWS', <Ago key="read" at={model.observedAt} />],
    ['ARN', <code key="arn">{model.arn}</code>],
  ];
  return (
    <dl className="facts">
      {facts
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

function SourceLink({ arn }: { readonly arn: string }) {
  const [, project, , name] = arn.split('/');
  return <a href={addressOf({ page: 'model', arn })}>{`${project} / ${name}`}</a>;
}

function trainingOf({ billableTrainingTimeInSeconds: seconds, trainingEndTimestamp: end }: Model): ReactNode {
  if (seconds === null || seconds === undefined) return null;
  return (
    <>
      {spanOf(seconds * 1_000)} billed
      {end && (
        <span className="quiet">
          , ended <Moment at={end} />
        </span>
      )}
    </>
  );
}
