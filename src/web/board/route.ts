import { useSyncExternalStore } from 'react';
import { type Destination, paramOf, routeOf, withParam } from './address.js';

function onChange(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}

function useHash(): string {
  return useSyncExternalStore(onChange, () => location.hash);
}

export function useRoute(): Destination {
  return routeOf(useHash());
}

/** A choice in the address, and how to make another; the way back leads past it. */
export function useParam(name: string): [value: string, set: (value: string) => void] {
  const value = paramOf(useHash(), name);
  return [
    value,
    (next) => {
      history.replaceState(null, '', withParam(location.hash, name, next));
      dispatchEvent(new Event('hashchange'));
    },
  ];
}
