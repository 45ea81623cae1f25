import { assertNever } from '../../assert-never.ts'
import type { Ordering } from './parse.ts'
import type { Expression, KeyPath, Operand, Operator } from './syntax.ts'

/** What keys are looked up in: parsed JSON. */
export type Scope = Readonly<Record<string, unknown>>

/**
 * The truth of an expression. A missing key is NULL; scalar operators on arrays or objects are false; values of
 * different types are neither equal nor ordered. Docs: taskrouter/expression-syntax.
 */
export function evaluate(expression: Expression, scope: Scope): boolean {
  switch (expression.kind) {
    case 'and':
      return evaluate(expression.left, scope) && evaluate(expression.right, scope)
    case 'or':
      return evaluate(expression.left, scope) || evaluate(expression.right, scope)
    case 'not':
      return !evaluate(expression.inner, scope)
    case 'compare': {
      const left = resolveOperand(expression.left, scope)
      return compare(expression.operator, left, resolveOperand(expression.right, scope))
    }
    default:
      return assertNever(expression)
  }
}

export function resolveOperand(operand: Operand, scope: Scope): unknown {
  switch (operand.kind) {
    case 'constant':
      return operand.value
    case 'list':
      return operand.items.map((item) => resolveOperand(item, scope))
    case 'key':
      return resolveKey(operand.path, scope)
    default:
      return assertNever(operand)
  }
}

/** The value at a path, or null. Only a document's own keys count, never those of JavaScript's prototypes. */
function resolveKey(path: KeyPath, scope: Scope): unknown {
  let value: unknown = scope
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return null
    value = Reflect.get(value, step)
  }
  return value ?? null
}

/** Orders two documents by `order_by`; a document without the key comes last either way. */
export function compareBy(orderings: readonly Ordering[], a: Scope, b: Scope): number {
  for (const { path, descending } of orderings) {
    const [left, right] = [resolveKey(path, a), resolveKey(path, b)]
    if (left === null || right === null) {
      if (left !== right) return left === null ? 1 : -1
      continue
    }
    const order = orderOf(left, right)
    if (order !== null && order !== 0) return descending ? -order : order
  }
  return 0
}

function compare(operator: Operator, left: unknown, right: unknown): boolean {
  switch (operator) {
    case 'HAS':
      return Array.isArray(left) && left.includes(right)
    case 'IN':
      return Array.isArray(right) && right.includes(left)
    case 'NOT IN':
      return !(Array.isArray(right) && right.includes(left))
    case 'CONTAINS':
      return typeof left === 'string' && typeof right === 'string' && left.includes(right)
    case '==':
      return isScalar(left) && left === right
    case '!=':
      return isScalar(left) && isScalar(right) && left !== right
    default:
      return isOrdered(operator, orderOf(left, right))
  }
}

function isOrdered(operator: '>' | '>=' | '<' | '<=', order: number | null): boolean {
  if (order === null) return false
  if (operator === '>') return order > 0
  if (operator === '>=') return order >= 0
  return operator === '<' ? order < 0 : order <= 0
}

function orderOf(left: unknown, right: unknown): number | null {
  if (typeof left === 'number' && typeof right === 'number') return Math.sign(left - right)
  if (typeof left === 'string' && typeof right === 'string') {
    if (left === right) return 0
    return left < right ? -1 : 1
  }
  return null
}

function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null
}
