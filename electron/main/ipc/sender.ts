/** The part of Electron’s WebFrameMain that is used. */
export interface SenderFrame {
  readonly url: string
  readonly parent: unknown
}

/**
 * True for the top frame of one of our own pages. False for a frame that was closed or has navigated away (`null`).
 */
export function isTrustedSender(frame: SenderFrame | null, origins: readonly string[]): boolean {
  if (frame === null || frame.parent !== null) return false
  return hasOrigin(frame.url, origins)
}

/** Compares scheme, host and port. `URL.origin` does not work here: it is "null" for our own scheme. */
export function hasOrigin(url: string, origins: readonly string[]): boolean {
  const origin = originOf(url)
  return origin !== null && origins.includes(origin)
}

function originOf(url: string): string | null {
  if (!URL.canParse(url)) return null
  const { protocol, host } = new URL(url)
  return `${protocol}//${host}`
}
