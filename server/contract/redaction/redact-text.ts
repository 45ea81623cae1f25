import { redactNumbers } from './redact-numbers.ts'
import { redactSecrets } from './redact-secrets.ts'

/**
 * A text for a log or a file of diagnostics: without secrets, and without whole telephone numbers. The server's log and
 * the desktop's take the same, so that what one cuts out is not found in the other.
 */
export function redactText(text: string): string {
  return redactNumbers(redactSecrets(text))
}
