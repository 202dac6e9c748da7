import { useState } from 'react';
import { useQuery } from '../data/use-query.js';
import { BoardEvaluationDocument, type BoardEvaluationQuery } from '../generated.js';
import { Choice } from '../parts/filters.js';
import { Hint, Skeleton } from '../parts/notice.js';
import { Score } from '../parts/score.js';
import { Confusion } from './confusion.js';

export type Report = NonNullable<
  NonNullable<NonNullable<BoardEvaluationQuery['modelVersion']>['evaluationResult']>['report']
>;
type Label = Report['labels'][number];

/** The evaluation report, which is read from S3 for this page alone. */
export function Evaluation({ arn }: { readonly arn: string }) {
  const loaded = useQuery(BoardEvaluationDocument, { arn }, arn);
  if (loaded.kind === 'loading') return <Skeleton rows={4} />;
  if (loaded.kind === 'failed')
    return <Hint isAlert>The evaluation report cannot be read. {loaded.message}</Hint>;
  const report = loaded.data.modelVersion?.evaluationResult?.report;
  if (!report) return null;
  return (
    <>
      <Labels report={report} />
      <Confusion cells={report.confusionMatrix} />
    </>
  );
}

const ORDERS = { worst: 'Worst first', best: 'Best first', name: 'By name', images: 'Most images first' };
type Order = keyof typeof ORDERS;

const COMPARE: Readonly<Record<Order, (a: Label, b: Label) => number>> = {
  worst: (a, b) => (a.f1Score ?? -1) - (b.f1Score ?? -1),
  best: (a, b) => (b.f1Score ?? -1) - (a.f1Score ?? -1),
  name: (a, b) => a.label.localeCompare(b.label),
  images: (a, b) => (b.numberOfTestingImages ?? -1) - (a.numberOfTestingImages ?? -1),
};

function Labels({ report }: { readonly report: Report }) {
  const [order, setOrder] = useState<Order>('worst');
  return (
    <section aria-labelledby="labels">
      <div className="heading">
        <h2 id="labels">Labels</h2>
        <span className="quiet">
          Trained on {report.numberOfTrainingImages ?? '?'} images, tested on{' '}
          {report.numberOfTestingImages ?? '?'}
        </span>
        <Choice label="Order" value={order} of={ORDERS} onChange={setOrder} />
      </div>
      <LabelTable labels={[...report.labels].sort(COMPARE[order])} />
    </section>
  );
}

function LabelTable({ labels }: { readonly labels: readonly Label[] }) {
  return (
    <div className="table">
      <table aria-label="Scores by label">
        <thead>
          <tr>
            <th scope="col">Label</th>
            {['F1', 'Precision', 'Recall', 'Threshold', 'Images'].map((name) => (
              <th key={name} scope="col" data-number>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {labels.map((it) => (
            <LabelRow key={it.label} label={it} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function LabelRow({ label }: { readonly label: Label }) {
  return (
    <tr>
      <th scope="row">{label.label}</th>
      <td data-label="F1" data-number>
        <Score value={label.f1Score} name={`F1 of ${label.label}`} />
      </td>
      <td data-label="Precision" data-number>
        <Score value={label.precision} name={`Precision of ${label.label}`} />
      </td>
      <td data-label="Recall" data-number>
        <Score value={label.recall} name={`Recall of ${label.label}`} />
      </td>
      <td data-label="Threshold" data-number>
        {label.threshold?.toFixed(3) ?? '–'}
      </td>
      <td data-label="Images" data-number>
        {label.numberOfTestingImages ?? '–'}
      </td>
    </tr>
  );
}
