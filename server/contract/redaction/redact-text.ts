import { redactNumbers } from './redact-numbers.ts'

const GONE = '[redacted]'

// With bounds, so that a hostile text cannot make each place search all that follows.

/** Names of secrets in JSON, also in a string within JSON, in an address or in a header. */
const named =
  /(?<name>(?:password|passwd|secret|token|authorization|cookie|credential|api[_-]?key)[\w-]{0,40}(?:\\{0,8}["'])?\s*[:=]\s*)(?:\\+"[^"]*"|"(?:[^"\\]|\\.)*"|(?:Basic |Bearer )?[^\s"',;&}\]]+)/giu

/** Secrets under any name: signed tokens, and hexadecimal keys like Twilio's. */
const shapes = [
  /\bey[\w-]{8,1000}\.[\w-]{8,}(?:\.[\w-]*)?/gu,
  /\b(?:Basic|Bearer) [\w+/=.~-]{8,}/gu,
  // A SID is not a secret, and digits alone are not.
  /(?<![A-Za-z0-9])(?![A-Z]{2}[0-9a-f]{32}(?![A-Za-z0-9]))(?:[0-9a-f]{32,}|[0-9A-F]{32,})(?![A-Za-z0-9])/gu,
  /(?<=:\/\/)[^\s/@"]+@/gu,
]

/**
 * A text for a log or a file of diagnostics: without secrets, and without whole telephone numbers. The server and the
 * desktop use the same, so that neither shows what the other cuts.
 */
export function redactText(text: string): string {
  return redactNumbers(redactSecrets(text))
}

function redactSecrets(text: string): string {
  const unnamed = text.replace(named, `$<name>"${GONE}"`)
  return shapes.reduce((rest, shape) => rest.replace(shape, GONE), unnamed)
}
