/** The place at which an expression cannot be parsed; `at` counts characters from 0. */
export class ExpressionError extends Error {
  readonly at: number

  constructor(at: number, message: string) {
    super(message)
    this.at = at
  }
}

export type Symbol = '==' | '!=' | '>=' | '<=' | '>' | '<' | '(' | ')' | '[' | ']' | ',' | '.'

export type Token =
  | { readonly kind: 'string'; readonly value: string; readonly at: number }
  | { readonly kind: 'number'; readonly value: number; readonly at: number }
  | { readonly kind: 'word'; readonly value: string; readonly at: number }
  | { readonly kind: 'symbol'; readonly value: Symbol; readonly at: number }
  | { readonly kind: 'end'; readonly at: number }

const SPACE = /\s+/y
const WORD = /[A-Za-z_$][\w$]*/y
const NUMBER = /-?(?:\d+(?:\.\d+)?|\.\d+)/y
const SYMBOLS: readonly Symbol[] = ['==', '!=', '>=', '<=', '>', '<', '(', ')', '[', ']', ',', '.']

/** Splits an expression into tokens, ending with one of kind `end`. Throws ExpressionError. */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const space = match(SPACE, text, at)
    if (space !== null) {
      at += space.length
      continue
    }
    const { token, length } = readToken(text, at)
    tokens.push(token)
    at += length
  }
  tokens.push({ kind: 'end', at: text.length })
  return tokens
}

function readToken(text: string, at: number): { token: Token; length: number } {
  const first = text[at] ?? ''
  if (first === '"' || first === "'") return readString(text, at, first)
  const word = match(WORD, text, at)
  if (word !== null) return { token: { kind: 'word', value: word, at }, length: word.length }
  const number = match(NUMBER, text, at)
  if (number !== null) {
    return { token: { kind: 'number', value: Number(number), at }, length: number.length }
  }
  const symbol = SYMBOLS.find((each) => text.startsWith(each, at))
  if (symbol !== undefined) {
    return { token: { kind: 'symbol', value: symbol, at }, length: symbol.length }
  }
  if (first === '-') throw new ExpressionError(at, 'hyphens are not supported in keys')
  // Twilio's examples have `==`; a published contact centre writes this.
  if (first === '=') return { token: { kind: 'symbol', value: '==', at }, length: 1 }
  throw new ExpressionError(at, `unexpected character ${JSON.stringify(first)}`)
}

function readString(text: string, at: number, quote: string): { token: Token; length: number } {
  let value = ''
  for (let i = at + 1; i < text.length; i++) {
    const char = text[i] ?? ''
    if (char === quote) return { token: { kind: 'string', value, at }, length: i + 1 - at }
    if (char === '\\' && i + 1 < text.length) {
      i++
      value += text[i] ?? ''
    } else {
      value += char
    }
  }
  throw new ExpressionError(at, 'this string has no end')
}

function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? null
}
