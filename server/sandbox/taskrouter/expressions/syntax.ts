export type Constant = string | number | boolean | null

/** The steps of a reference: `object.array[2]` is `['object', 'array', 2]`. */
export type KeyPath = readonly (string | number)[]

export type Operand =
  | { readonly kind: 'constant'; readonly value: Constant }
  | { readonly kind: 'list'; readonly items: readonly Operand[] }
  | { readonly kind: 'key'; readonly path: KeyPath }

export type Operator = '==' | '!=' | '>' | '>=' | '<' | '<=' | 'CONTAINS' | 'HAS' | 'IN' | 'NOT IN'

export type Expression =
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'not'; readonly inner: Expression }
  | {
      readonly kind: 'compare'
      readonly operator: Operator
      readonly left: Operand
      readonly right: Operand
    }

/** A parse: the result, or where (characters from 0) and why it cannot be read. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly at: number; readonly message: string }
