import { useEffect, useState } from 'react';
import { inWords } from '../data/model.js';
import type { Recent } from '../data/news.js';
import { useSnapshot } from '../data/use-board.js';

/** Screen readers are told at most so often: ten changes a second are nothing to listen to. */
const PAUSE_MS = 2_000;

/** Tells screen readers of changes of status, several together. */
export function Announcer() {
  const { recent } = useSnapshot();
  const [told, setTold] = useState<{ readonly text: string; readonly upTo: string | null }>({
    text: '',
    upTo: null,
  });
  const isNews = recent[0] !== undefined && recent[0].cursor !== told.upTo;
  useEffect(() => {
    if (!isNews) return;
    const timer = setTimeout(() => {
      const end = recent.findIndex(({ cursor }) => cursor === told.upTo);
      const news = end < 0 ? recent : recent.slice(0, end);
      setTold({ text: textOf(news), upTo: recent[0]?.cursor ?? null });
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [isNews, recent, told]);
  return (
    <p className="for-readers" role="log" aria-live="polite">
      {told.text}
    </p>
  );
}

function textOf(news: readonly Recent[]): string {
  if (news.length > 3) return `${news.length} models have changed.`;
  return news.map(({ arn, status }) => `${nameOf(arn)} is ${status ? inWords(status) : 'gone'}.`).join(' ');
}

/** `project version`, as people say it. */
export function nameOf(arn: string): string {
  const [, project, , version] = arn.split('/');
  return `${project} ${version}`;
}
