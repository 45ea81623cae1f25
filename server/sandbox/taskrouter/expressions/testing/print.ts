import type { Expression, KeyPath, Operand } from '../syntax.ts'

/** Writes an expression so that it reads as the same again: every group in parentheses. */
export function printExpression(expression: Expression): string {
  if (expression.kind === 'compare') {
    const { left, operator, right } = expression
    return `${printOperand(left)} ${operator} ${printOperand(right)}`
  }
  const { kind, left, right } = expression
  return `(${printExpression(left)}) ${kind.toUpperCase()} (${printExpression(right)})`
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

function printConstant(value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value)
  const quote = value.length % 2 === 0 ? '"' : "'"
  return quote + value.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`) + quote
}

function printPath([first = '', ...rest]: KeyPath): string {
  return (
    String(first) +
    rest.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('')
  )
}
