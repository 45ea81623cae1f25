/** As much of Electron's WebFrameMain as the check needs. */
export interface SenderFrame {
  readonly url: string
  readonly parent: unknown
}

/**
 * True for the top frame of one of our own pages. A frame that has navigated away or is gone (`null`)
 * is nobody.
 */
export function isTrustedSender(frame: SenderFrame | null, origins: readonly string[]): boolean {
  if (frame === null || frame.parent !== null) return false
  return hasOrigin(frame.url, origins)
}

/** Compares scheme, host and port. `URL.origin` would not do: it is "null" for a scheme of our own. */
export function hasOrigin(url: string, origins: readonly string[]): boolean {
  const origin = originOf(url)
  return origin !== null && origins.includes(origin)
}

function originOf(url: string): string | null {
  if (!URL.canParse(url)) return null
  const { protocol, host } = new URL(url)
  return `${protocol}//${host}`
}
