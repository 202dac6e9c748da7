import { type ReactNode, useEffect, useRef } from 'react';

interface NoticeProps {
  readonly title: string;
  readonly children?: ReactNode;
  readonly kind?: 'empty' | 'failed';
}

/** What a page says instead of its content: it is empty, it failed, or it is not for this caller. */
export function Notice({ title, children, kind = 'empty' }: NoticeProps) {
  return (
    <div className="notice" data-kind={kind} role={kind === 'failed' ? 'alert' : undefined}>
      <h1>{title}</h1>
      {children}
    </div>
  );
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
    document.title = `${children} · Custom Labels`;
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

/** Holds the place of a table that is on its way. */
export function Skeleton({ rows }: { readonly rows: number }) {
  return (
    <div className="skeleton" aria-busy="true" role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
        <span key={row} />
      ))}
    </div>
  );
}
