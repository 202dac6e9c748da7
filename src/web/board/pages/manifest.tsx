import { useQuery } from '../data/use-query.js';
import { BoardManifestDocument } from '../generated.js';
import { Hint, Skeleton } from '../parts/notice.js';

/** Why a training failed, in the words of AWS's manifest summary. */
export function Manifest({ arn }: { readonly arn: string }) {
  const loaded = useQuery(BoardManifestDocument, { arn }, arn);
  if (loaded.kind === 'loading') return <Skeleton rows={2} />;
  if (loaded.kind === 'failed')
    return <Hint isAlert>The manifest summary cannot be read. {loaded.message}</Hint>;
  const report = loaded.data.modelVersion?.manifestSummary?.report;
  if (!report) return null;
  const parts = [
    ['train', report.training],
    ['test', report.testing],
  ] as const;
  return (
    <section aria-labelledby="manifest">
      <h2 id="manifest">Why it failed</h2>
      <ul className="reasons">
        {report.errors.map(({ code, message }) => (
          <li key={code}>
            {message} <code className="quiet">{code}</code>
          </li>
        ))}
        {parts.map(
          ([name, part]) =>
            part && (
              <li key={name}>
                Of {part.totalLines ?? '?'} lines to {name} with, {part.invalidLines ?? 0} are invalid and{' '}
                {part.ignoredLines ?? 0} were ignored.
              </li>
            ),
        )}
      </ul>
    </section>
  );
}
