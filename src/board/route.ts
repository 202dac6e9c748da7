import { useSyncExternalStore } from 'react';

export type Route =
  | { readonly page: 'overview' }
  | { readonly page: 'project'; readonly arn: string }
  | { readonly page: 'model'; readonly arn: string };

/** What an address leads to; everything unknown leads to the overview. */
export function routeOf(hash: string): Route {
  const [, page, ...rest] = hash.replace(/^#/, '').split('/');
  const arn = decodeURIComponent(rest.join('/'));
  if (page === 'project' && arn) return { page, arn };
  if (page === 'model' && arn) return { page, arn };
  return { page: 'overview' };
}

/** The address of a page, within this one. */
export function addressOf(route: Route): string {
  return route.page === 'overview' ? '#/' : `#/${route.page}/${encodeURIComponent(route.arn)}`;
}

function onChange(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}

export function useRoute(): Route {
  return routeOf(useSyncExternalStore(onChange, () => location.hash));
}
