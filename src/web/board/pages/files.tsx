import type { BoardFilesFragment } from '../generated.js';
import type { Model } from './model.js';

/** Where the model's data lie in S3. */
export function Files({ model }: { readonly model: Model }) {
  const { outputConfig: output, trainingDataResult: training, testingDataResult: testing } = model;
  const groups: [string, readonly string[]][] = [
    ['Trained with', (training?.input ?? []).map(addressIn)],
    ['As used', (training?.output ?? []).map(addressIn)],
    ['Tested with', (testing?.input ?? []).map(addressIn)],
    ['As used to test', (testing?.output ?? []).map(addressIn)],
    ['Results', output?.s3Bucket ? [`s3://${output.s3Bucket}/${output.s3KeyPrefix ?? ''}`] : []],
  ];
  const shown = groups.filter(([, files]) => files.length > 0);
  if (shown.length === 0) return null;
  return (
    <section aria-labelledby="files">
      <h2 id="files">Files</h2>
      <dl className="facts" data-wide>
        {shown.map(([name, files]) => (
          <div key={name}>
            <dt>{name}</dt>
            {files.map((file) => (
              <dd key={file}>
                <code>{file}</code>
              </dd>
            ))}
          </div>
        ))}
      </dl>
      {testing?.autoCreate && <p className="quiet">AWS split the training data 80/20 to test with.</p>}
    </section>
  );
}

function addressIn({ bucket, name }: BoardFilesFragment): string {
  return `s3://${bucket ?? ''}/${name ?? ''}`;
}
