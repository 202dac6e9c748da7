import { useQuery } from '../data/use-query.js';
import { BoardEvaluationDocument, type BoardEvaluationQuery } from '../generated.js';
import { Notice, Skeleton } from '../parts/notice.js';
import { Score } from '../parts/score.js';

type Report = NonNullable<
  NonNullable<NonNullable<BoardEvaluationQuery['modelVersion']>['evaluationResult']>['report']
>;

/** The evaluation report, which is read from S3 for this page alone. */
export function Evaluation({ arn }: { readonly arn: string }) {
  const loaded = useQuery(BoardEvaluationDocument, { arn }, arn);
  if (loaded.kind === 'loading') return <Skeleton rows={4} />;
  if (loaded.kind === 'failed')
    return (
      <Notice kind="failed" title="The evaluation report could not be read">
        {loaded.message}
      </Notice>
    );
  const report = loaded.data.modelVersion?.evaluationResult?.report;
  if (!report) return null;
  return (
    <section aria-labelledby="evaluation">
      <h2 id="evaluation">Evaluation</h2>
      <p className="quiet">
        Tested on {report.numberOfTestingImages ?? '?'} images, trained on{' '}
        {report.numberOfTrainingImages ?? '?'}.
      </p>
      <Labels report={report} />
      <Confusion report={report} />
    </section>
  );
}

function Labels({ report }: { readonly report: Report }) {
  return (
    <div className="table" tabIndex={-1}>
      <table aria-label="Scores by label">
        <thead>
          <tr>
            {['Label', 'F1', 'Precision', 'Recall', 'Threshold', 'Images'].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.labels.map((it) => (
            <tr key={it.label}>
              <th scope="row">{it.label}</th>
              <td data-label="F1">
                <Score value={it.f1Score} />
              </td>
              <td data-label="Precision">
                <Score value={it.precision} name="Precision" />
              </td>
              <td data-label="Recall">
                <Score value={it.recall} name="Recall" />
              </td>
              <td data-label="Threshold" data-number>
                {it.threshold?.toFixed(3) ?? '–'}
              </td>
              <td data-label="Images" data-number>
                {it.numberOfTestingImages ?? '–'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** True labels down, predicted ones across; the share of each row as a shade and as a number. */
function Confusion({ report }: { readonly report: Report }) {
  const cells = report.confusionMatrix;
  if (cells.length === 0) return null;
  const labels = [...new Set(cells.flatMap((it) => [it.groundTruthLabel, it.predictedLabel]))].sort();
  const shares = new Map(cells.map((it) => [`${it.groundTruthLabel} ${it.predictedLabel}`, it.value]));
  return (
    <div className="table" tabIndex={-1}>
      <table aria-label="Confusion matrix: true labels down, predicted labels across" className="confusion">
        <thead>
          <tr>
            <th scope="col">True ＼ predicted</th>
            {labels.map((it) => (
              <th key={it} scope="col">
                {it}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {labels.map((row) => (
            <tr key={row}>
              <th scope="row">{row}</th>
              {labels.map((column) => {
                const value = shares.get(`${row} ${column}`) ?? 0;
                return (
                  <td
                    key={column}
                    data-label={column}
                    data-number
                    data-share={Math.round(value * 5)}
                    data-hit={row === column}
                  >
                    {value.toFixed(2)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
