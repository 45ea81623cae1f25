/** The demo account that the page's address names: `#demo=<username>`. */
export function demoFrom(hash: string): string | null {
  return new URLSearchParams(hash.replace(/^#/, '')).get('demo')
}
