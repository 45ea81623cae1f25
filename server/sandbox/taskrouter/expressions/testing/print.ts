import type { Constant, Expression, KeyPath, Operand } from '../syntax.ts'

/** Writes an expression as a person would: parentheses only where they are needed. */
export function print(expression: Expression): string {
  switch (expression.kind) {
    case 'or':
      return `${print(expression.left)} OR ${parenthesize(expression.right, ['or'])}`
    case 'and':
      return `${parenthesize(expression.left, ['or'])} AND ${parenthesize(expression.right, ['or', 'and'])}`
    case 'not':
      return `NOT ${parenthesize(expression.inner, ['or', 'and'])}`
    case 'compare': {
      const { left, operator, right } = expression
      return `${printOperand(left)} ${operator} ${printOperand(right)}`
    }
  }
}

function parenthesize(inner: Expression, needy: readonly Expression['kind'][]): string {
  return needy.includes(inner.kind) ? `(${print(inner)})` : print(inner)
}

function printOperand(operand: Operand): string {
  switch (operand.kind) {
    case 'constant':
      return printConstant(operand.value)
    case 'list':
      return `[${operand.items.map(printOperand).join(', ')}]`
    case 'key':
      return printPath(operand.path)
  }
}

function printConstant(value: Constant): string {
  if (typeof value !== 'string') return String(value)
  const quote = value.includes('"') ? "'" : '"'
  return quote + value.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`) + quote
}

function printPath(path: KeyPath): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`
      return index === 0 ? step : `.${step}`
    })
    .join('')
}
