/** What one place for policies contains: values by name as the system gives them, or why it cannot be read. */
export type PolicySource =
  | {
      readonly kind: 'document'
      readonly where: string
      readonly values: Readonly<Record<string, unknown>>
    }
  | { readonly kind: 'unreadable'; readonly where: string; readonly why: string }

/** How the places are read. */
export interface PolicyReaders {
  /** The text of a file; null otherwise. Throws if it cannot be read. */
  readText(path: string): string | null
  /** The output of a program; null if it fails. */
  run(command: string, args: readonly string[]): string | null
}

/** Reads a JSON text as a policy document. */
export function parsePolicyDocument(where: string, text: string): PolicySource {
  try {
    const values: unknown = JSON.parse(text)
    if (typeof values === 'object' && values !== null && !Array.isArray(values)) {
      return { kind: 'document', where, values: { ...values } }
    }
    return { kind: 'unreadable', where, why: 'is not a JSON object' }
  } catch {
    return { kind: 'unreadable', where, why: 'is not valid JSON' }
  }
}
