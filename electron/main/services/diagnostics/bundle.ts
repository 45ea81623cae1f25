import { strToU8, zipSync } from 'fflate'
import { redactText } from '../../../../server/contract/redaction/redact-text.ts'

export interface BundleContents {
  /** By file name. */
  readonly logs: Readonly<Record<string, string>>
  /** Other facts, by file name; written as JSON. */
  readonly facts: Readonly<Record<string, unknown>>
}

/** A zip for support: logs and facts. All of it is redacted again, because a log may be from an older version. */
export function makeBundle({ logs, facts }: BundleContents): Uint8Array {
  const texts = [
    ...Object.entries(logs),
    ...Object.entries(facts).map(([name, fact]) => [name, JSON.stringify(fact, null, 2)] as const),
  ]
  return zipSync(Object.fromEntries(texts.map(([name, text]) => [name, strToU8(redactText(text))])))
}
