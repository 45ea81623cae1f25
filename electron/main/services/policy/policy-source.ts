/** What one place where policies are kept holds: values by name as the system gives them, or why it cannot be read. */
export type PolicySource =
  | {
      readonly kind: 'document'
      readonly where: string
      readonly values: Readonly<Record<string, unknown>>
    }
  | { readonly kind: 'unreadable'; readonly where: string; readonly why: string }

/** What the places are read with. */
export interface PolicyReaders {
  /** A file's text; null where there is none. Throws where it cannot be read. */
  readText(path: string): string | null
  /** What a program prints; null when it ends with a failure. */
  run(command: string, args: readonly string[]): string | null
}

/** A JSON text as a policy document. */
export function parsePolicyDocument(where: string, text: string): PolicySource {
  try {
    const values: unknown = JSON.parse(text)
    if (typeof values === 'object' && values !== null && !Array.isArray(values)) {
      return { kind: 'document', where, values: { ...values } }
    }
    return { kind: 'unreadable', where, why: 'is no object' }
  } catch {
    return { kind: 'unreadable', where, why: 'is no JSON' }
  }
}
