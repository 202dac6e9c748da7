import { Skeleton } from './notice.js';

/** A page of a project or of a model that is on its way, by the names that its ARN has in it. */
export function Awaited({ arn }: { readonly arn: string }) {
  const [, project = '', , version] = arn.split('/');
  const title = arn.includes('/version/') ? `${project} / ${version}` : project;
  return (
    <>
      <p className="crumbs">
        <a href="#/">Overview</a>
      </p>
      <div className="heading">
        <h1>{title}</h1>
      </div>
      <Skeleton rows={6} />
    </>
  );
}

/** The overview that is on its way, of the size that it is going to have. */
export function AwaitedOverview() {
  return (
    <>
      <div className="heading">
        <h1>Overview</h1>
      </div>
      <Skeleton rows={6} cards={6} />
    </>
  );
}
