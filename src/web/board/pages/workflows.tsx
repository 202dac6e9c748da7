import { addressOf } from '../address.js';
import { useSnapshot, useTold } from '../data/use-board.js';
import { useQuery } from '../data/use-query.js';
import {
  currentOf,
  KIND_WORDS,
  mayCancel,
  STATES,
  STEP_STATES,
  type Step,
  type Workflow,
  workflowsOf,
} from '../data/workflows.js';
import { BoardWorkflowsDocument } from '../generated.js';
import { nameOf } from '../parts/announcer.js';
import { CancelForm } from '../parts/forms.js';
import { Hint } from '../parts/notice.js';
import { Offer } from '../parts/offer.js';
import { Ago, Moment, Said } from '../parts/time.js';

interface Props {
  /** Only those of this model; without it those that go on, and a few that ended lately. */
  readonly arn?: string;
}

/** Promotions and rollouts with their steps, and how to take one back; nothing where there is none. */
export function Workflows({ arn }: Props) {
  const { reads } = useSnapshot();
  const told = useTold('WORKFLOW_CHANGED');
  const loaded = useQuery(BoardWorkflowsDocument, {}, `${reads} ${told}`);
  if (loaded.kind === 'loading') return null;
  if (loaded.kind === 'failed')
    return <Hint isAlert>The promotions and rollouts cannot be read. {loaded.message}</Hint>;
  const { nodes } = loaded.data.workflows;
  const shown = arn === undefined ? currentOf(nodes, Date.now()) : workflowsOf(arn, nodes);
  if (shown.length === 0) return null;
  return (
    <section aria-labelledby="workflows">
      <h2 id="workflows">Promotions and rollouts</h2>
      <ul className="policies">
        {shown.map((it) => (
          <Line key={it.id} workflow={it} />
        ))}
      </ul>
    </section>
  );
}

function Line({ workflow }: { readonly workflow: Workflow }) {
  const { kind, state, modelVersionArn, steps } = workflow;
  const [words, group] = STATES[state];
  return (
    <li data-workflow={kind}>
      <About workflow={workflow} />
      <span className="status" data-group={group}>
        {words}
      </span>
      <Offer
        label="Take back"
        of={`the ${KIND_WORDS[kind]} of ${nameOf(modelVersionArn)}`}
        when={mayCancel(workflow)}
      >
        {(close) => <CancelForm {...{ workflow, close }} />}
      </Offer>
      <ol className="steps">
        {steps.map((it) => (
          <StepLine key={it.name} step={it} />
        ))}
      </ol>
    </li>
  );
}

function About({ workflow }: { readonly workflow: Workflow }) {
  const { kind, modelVersionArn, alias, result, createdAt, endedAt, failure } = workflow;
  return (
    <span className="grow">
      <b className="capital">{KIND_WORDS[kind]}</b> of <ModelLink arn={modelVersionArn} />
      {alias && ` behind ${alias.name}`}
      {kind === 'PROMOTION' && result && (
        <>
          {' to '}
          <ModelLink arn={result.arn} />
        </>
      )}{' '}
      <span className="quiet">
        begun <Ago at={createdAt} />
        {endedAt && (
          <>
            , ended <Ago at={endedAt} />
          </>
        )}
      </span>
      {failure && <span className="line over">{failure.message}</span>}
      {failure?.retryAt && (
        <span className="line quiet">
          Tried again on <Moment at={failure.retryAt} />.
        </span>
      )}
    </span>
  );
}

function ModelLink({ arn }: { readonly arn: string }) {
  return <a href={addressOf({ page: 'model', arn })}>{nameOf(arn).replace(' ', ' / ')}</a>;
}

function StepLine({ step: { name, state, message } }: { readonly step: Step }) {
  const [words, group] = STEP_STATES[state];
  return (
    <li className="step">
      <span className="status" data-group={group}>
        {name}
        <span className="for-readers">: </span>
        <span className="step-state">{words}</span>
      </span>
      {message && (
        <span className="quiet">
          <Said text={message} />
        </span>
      )}
    </li>
  );
}
