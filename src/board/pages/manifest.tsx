import { useQuery } from '../data/use-query.js';
import { BoardManifestDocument } from '../generated.js';
import { Notice, Skeleton } from '../parts/notice.js';

/** Why a training failed, in the words of AWS's manifest summary. */
export function Manifest({ arn }: { readonly arn: string }) {
  const loaded = useQuery(BoardManifestDocument, { arn }, arn);
  if (loaded.kind === 'loading') return <Skeleton rows={2} />;
  if (loaded.kind === 'failed')
    return (
      <Notice kind="failed" title="The manifest summary could not be read">
        {loaded.message}
      </Notice>
    );
  const report = loaded.data.modelVersion?.manifestSummary?.report;
  if (!report) return null;
  const parts = [
    ['training', report.training],
    ['testing', report.testing],
  ] as const;
  return (
    <section aria-labelledby="manifest">
      <h2 id="manifest">Why it failed</h2>
      <ul>
        {report.errors.map(({ code, message }) => (
          <li key={code}>
            {message} <span className="quiet">{code}</span>
          </li>
        ))}
        {parts.map(
          ([name, part]) =>
            part && (
              <li key={name}>
                Of {part.totalLines ?? '?'} lines to {name === 'training' ? 'train' : 'test'} with,{' '}
                {part.invalidLines ?? 0} are invalid and {part.ignoredLines ?? 0} were ignored.
              </li>
            ),
        )}
      </ul>
    </section>
  );
}
