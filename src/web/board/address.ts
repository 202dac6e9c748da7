export type Route =
  | { readonly page: 'overview' }
  | { readonly page: 'project'; readonly arn: string }
  | { readonly page: 'model'; readonly arn: string };

/** What stands in the place of a page whose address names nothing that there could be. */
export type Destination = Route | { readonly page: 'nowhere'; readonly what: 'project' | 'model' };

const PROJECT = /^arn:[\w-]+:rekognition:[\w-]+:\d{12}:project\/[^/]+/;
const ARNS = {
  project: new RegExp(`${PROJECT.source}/\\d+$`),
  model: new RegExp(`${PROJECT.source}/version/[^/]+/\\d+$`),
};

/** What an address leads to; everything unknown leads to the overview. */
export function routeOf(hash: string): Destination {
  const [, page, ...rest] = pathOf(hash).split('/');
  const arn = decode(rest.join('/'));
  if ((page !== 'project' && page !== 'model') || !arn) return { page: 'overview' };
  return ARNS[page].test(arn) ? { page, arn } : { page: 'nowhere', what: page };
}

/** The address of a page, within this one. */
export function addressOf(route: Route): string {
  return route.page === 'overview' ? '#/' : `#/${route.page}/${encodeURIComponent(route.arn)}`;
}

/** What a viewer has chosen on a page; it is part of the address, so that a link shows the same. */
export function paramOf(hash: string, name: string): string {
  return new URLSearchParams(hash.split('?')[1] ?? '').get(name) ?? '';
}

/** The address with another choice; an empty one is left out. */
export function withParam(hash: string, name: string, value: string): string {
  const params = new URLSearchParams(hash.split('?')[1] ?? '');
  if (value === '') params.delete(name);
  else params.set(name, value);
  const text = params.toString();
  return `${pathOf(hash) || '#/'}${text && `?${text}`}`;
}

function pathOf(hash: string): string {
  return hash.split('?')[0] ?? '';
}

/** Empty for what no address of ours has in it. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
