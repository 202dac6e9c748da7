import { type ReactNode, useEffect, useRef } from 'react';

interface NoticeProps {
  readonly title: string;
  readonly children?: ReactNode;
  readonly kind?: 'empty' | 'failed';
}

/** What a page says instead of its content: it is empty, it failed, or it is not for this caller. */
export function Notice({ title, children, kind = 'empty' }: NoticeProps) {
  useEffect(() => nameTab(title), [title]);
  return (
    <div className="notice" data-kind={kind} role={kind === 'failed' ? 'alert' : undefined}>
      <h1>{title}</h1>
      {children}
    </div>
  );
}

/** A page of something that is not there, or not for this caller. */
export function NoSuch({ what }: { readonly what: 'project' | 'model' }) {
  return (
    <Notice title={`There is no such ${what}`}>
      <p>It was deleted, or you may not see it.</p>
      <a href="#/">Back to the overview</a>
    </Notice>
  );
}

/** A page that cannot be read now. */
export function Unread({ what, why }: { readonly what: 'project' | 'model'; readonly why: string }) {
  return (
    <Notice kind="failed" title={`This ${what} cannot be read`}>
      <p>{why}</p>
      <a href="#/">Back to the overview</a>
    </Notice>
  );
}

function nameTab(title: string): void {
  document.title = `${title} · Custom Labels`;
}

/** What a part of a page says instead of its content. */
export function Hint({
  children,
  isAlert = false,
}: {
  readonly children: ReactNode;
  readonly isAlert?: boolean;
}) {
  return (
    <p className="hint" role={isAlert ? 'alert' : undefined}>
      {children}
    </p>
  );
}

/** The title of a page and of its tab; it has the focus after a link, so that readers hear where they are. */
export function PageTitle({ children }: { readonly children: string }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    nameTab(children);
    if (wasShown) title.current?.focus({ preventScroll: true });
    if (wasShown) scrollTo(0, 0);
    wasShown = true;
  }, [children]);
  return (
    <h1 ref={title} tabIndex={-1}>
      {children}
    </h1>
  );
}

/** The first page leaves the focus where the browser puts it. */
let wasShown = false;

interface SkeletonProps {
  readonly rows: number;
  /** Of a summary before them. */
  readonly cards?: number;
}

/** Holds the place of what is on its way. */
export function Skeleton({ rows, cards = 0 }: SkeletonProps) {
  return (
    <div className="skeleton" aria-busy="true" role="status" aria-label="Loading">
      {cards > 0 && (
        <div className="summary">
          {Array.from({ length: cards }, (_, card) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the cards are all alike
            <div key={card} />
          ))}
        </div>
      )}
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
        <span key={row} />
      ))}
    </div>
  );
}
