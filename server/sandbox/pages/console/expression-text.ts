/** TaskRouter's expression in words, where it has some: `1==1` is true of everyone. */
export function expressionText(expression: string): string {
  return /^\s*(?:1\s*==\s*1)?\s*$/u.test(expression) ? 'everyone' : expression
}
