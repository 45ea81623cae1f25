/** The server if none was chosen: the one on this machine. */
export const DEFAULT_SERVER_ORIGIN = 'http://127.0.0.1:4400'

/**
 * The origin of a typed server address; null if we cannot use it. Passwords are sent there, so it must use `https:`
 * or be this machine. Without a scheme, `https:` is assumed, and `http:` on this machine.
 */
export function parseServerOrigin(typed: string): string | null {
  const text = typed.trim()
  const url = /^[a-z][a-z\d+.-]*:\/\//iu.test(text) ? parse(text) : withoutScheme(text)
  if (url === null || url.username !== '' || url.password !== '') return null
  if (url.protocol === 'https:') return url.origin
  return url.protocol === 'http:' && isLoopback(url.hostname) ? url.origin : null
}

/** Whether a text is the exact origin of a web page, as browsers send it: `https:`, or on this machine. */
export function isExactOrigin(text: string): boolean {
  // For a URL a star is an ordinary name, so the mistake would go unnoticed.
  return parseServerOrigin(text) === text && !text.includes('*')
}

function withoutScheme(text: string): URL | null {
  const url = parse(`https://${text}`)
  return url !== null && isLoopback(url.hostname) ? parse(`http://${text}`) : url
}

function parse(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null
}

/** True for the names and addresses of this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/u.test(hostname)
}
