/** Where the server is when nobody has said otherwise: the one that this machine runs. */
export const DEFAULT_SERVER_ORIGIN = 'http://127.0.0.1:4400'

/**
 * The origin of a server's address as typed, or null where it is none that we use. Passwords travel to
 * it, so it speaks `https:`, or is this machine. Without a scheme, `https:` is meant, and `http:` here.
 */
export function parseServerOrigin(typed: string): string | null {
  const text = typed.trim()
  const url = /^[a-z][a-z\d+.-]*:\/\//iu.test(text) ? parse(text) : withoutScheme(text)
  if (url === null || url.username !== '' || url.password !== '') return null
  if (url.protocol === 'https:') return url.origin
  return url.protocol === 'http:' && isLoopback(url.hostname) ? url.origin : null
}

/** Whether a text is the origin of one web page, as browsers send it, of `https:` or of this machine. */
export function isExactOrigin(text: string): boolean {
  // A star is a name like any other to a URL, and would be a silent mistake.
  return parseServerOrigin(text) === text && !text.includes('*')
}

function withoutScheme(text: string): URL | null {
  const url = parse(`https://${text}`)
  return url !== null && isLoopback(url.hostname) ? parse(`http://${text}`) : url
}

function parse(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null
}

/** True for names and addresses of this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/u.test(hostname)
}
