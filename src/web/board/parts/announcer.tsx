import { useEffect, useState } from 'react';
import { inWords } from '../data/model.js';
import type { Recent } from '../data/news.js';
import { useSnapshot } from '../data/use-board.js';

/** Screen readers are told at most so often: ten changes a second are nothing to listen to. */
const PAUSE_MS = 2_000;

/** Tells screen readers what happens, several things together. */
export function Announcer() {
  const { recent } = useSnapshot();
  const [told, setTold] = useState({ text: '', upTo: 0 });
  const newest = recent[0]?.number ?? 0;
  const isNews = newest > told.upTo;
  useEffect(() => {
    if (!isNews) return;
    const timer = setTimeout(() => {
      const news = recent.filter(({ number }) => number > told.upTo);
      setTold({ text: textOf(news), upTo: newest });
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [isNews, newest, recent, told]);
  return (
    <p className="for-readers" role="log" aria-live="polite">
      {told.text}
    </p>
  );
}

function textOf(news: readonly Recent[]): string {
  if (news.length > 3) return `${news.length} things have happened.`;
  return news
    .map(({ arn, status, words }) => {
      if (words !== null) return `${arn === null ? '' : `${nameOf(arn)}: `}${words}.`;
      return arn === null ? '' : `${nameOf(arn)} is ${status ? inWords(status) : 'gone'}.`;
    })
    .join(' ');
}

/** `project version`, as people say it. */
export function nameOf(arn: string): string {
  const [, project, , version] = arn.split('/');
  return `${project} ${version}`;
}
