import { useQuery } from '../data/use-query.js';
import { BoardManifestDocument, type BoardManifestQuery } from '../generated.js';
import { Hint, Skeleton } from '../parts/notice.js';

/** Why a training failed, in the words of AWS's manifest summary. */
export function Manifest({ arn }: { readonly arn: string }) {
  const loaded = useQuery(BoardManifestDocument, { arn }, arn);
  if (loaded.kind === 'loading') return <Skeleton rows={2} />;
  if (loaded.kind === 'failed')
    return <Hint isAlert>The manifest summary cannot be read. {loaded.message}</Hint>;
  const report = loaded.data.modelVersion?.manifestSummary?.report;
  if (!report) return null;
  return (
    <section aria-labelledby="manifest">
      <h2 id="manifest">Why it failed</h2>
      <ul className="reasons">
        {report.errors.map(({ code, message }) => (
          <li key={code}>
            {message} <code className="quiet">{code}</code>
          </li>
        ))}
        <Lines to="train" of={report.training} />
        <Lines to="test" of={report.testing} />
      </ul>
    </section>
  );
}

type Report = NonNullable<
  NonNullable<NonNullable<BoardManifestQuery['modelVersion']>['manifestSummary']>['report']
>;

/** How many lines of a manifest could not be used; nothing where that is not known. */
function Lines({ to, of }: { readonly to: string; readonly of: Report['training'] }) {
  if (!of) return null;
  return (
    <li>
      Of {of.totalLines ?? '?'} lines to {to} with, {of.invalidLines ?? 0} are invalid and{' '}
      {of.ignoredLines ?? 0} were ignored.
    </li>
  );
}
