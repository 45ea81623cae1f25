/** A document's URL; an empty one is the document itself. */
export function resolveUrl(url: string, base: string): string {
  if (url === '') return base
  if (base === '' || !URL.canParse(url, base)) return url
  return new URL(url, base).href
}
