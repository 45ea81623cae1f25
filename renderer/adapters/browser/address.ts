/** The demo account that the page's address names: `#demo=<username>`. */
export function demoFrom(hash: string): string | null {
  return new URLSearchParams(hash.replace(/^#/, '')).get('demo')
}

interface Page {
  readonly location: { readonly hash: string; readonly pathname: string; readonly search: string }
  readonly history: Pick<History, 'replaceState' | 'state'>
}

/** Removes the demo account from the address, so that a reload does not sign in again after a sign-out. */
export function forgetDemo({ location, history }: Page): void {
  const rest = new URLSearchParams(location.hash.replace(/^#/, ''))
  if (!rest.has('demo')) return
  rest.delete('demo')
  const hash = rest.size === 0 ? '' : `#${rest}`
  history.replaceState(history.state, '', `${location.pathname}${location.search}${hash}`)
}
