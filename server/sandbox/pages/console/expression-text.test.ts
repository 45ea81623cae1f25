import { expect, it } from 'vitest'
import { expressionText } from './expression-text.ts'

it.each([
  ['1==1', 'everyone'],
  [' 1 == 1 ', 'everyone'],
  ['skills HAS "sales"', 'skills HAS "sales"'],
])('%s is %s', (expression, text) => {
  expect(expressionText(expression)).toBe(text)
})
