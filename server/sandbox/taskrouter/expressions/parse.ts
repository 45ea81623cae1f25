import type { Expression, KeyPath, Operand, Operator, Parsed } from './syntax.ts'
import { ExpressionError, tokenize, type Symbol, type Token } from './token.ts'

/**
 * Reads a TaskRouter expression: comparisons joined by AND and OR (AND binds closer), grouped by parentheses.
 * Words of the language are read in any case. Docs: taskrouter/expression-syntax. Chosen, because the document speaks
 * of NULL without writing it and negates with `!=` and NOT IN alone: the constant NULL, and NOT, closer than AND.
 */
export function parseExpression(text: string): Parsed<Expression> {
  return attempt(text, (reader) => readOr(reader))
}

/** Reads one operand alone, as in `known_worker_sid: "task.preferred_worker"`. */
export function parseOperand(text: string): Parsed<Operand> {
  return attempt(text, (reader) => readOperand(reader))
}

/** Reads a list of keys with directions, as in `order_by: "worker.level DESC, worker.name"`. */
export function parseOrderings(text: string): Parsed<readonly Ordering[]> {
  return attempt(text, (reader) => {
    const orderings = [readOrdering(reader)]
    while (reader.takeSymbol(',')) orderings.push(readOrdering(reader))
    return orderings
  })
}

const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ['TRUE', true],
  ['FALSE', false],
  ['NULL', null],
])

export interface Ordering {
  readonly path: KeyPath
  readonly descending: boolean
}

interface Reader {
  peek(): Token
  take(): Token
  takeWord(word: string): boolean
  takeSymbol(symbol: Symbol): boolean
  expectSymbol(symbol: Symbol): void
}

function attempt<T>(text: string, read: (reader: Reader) => T): Parsed<T> {
  try {
    const reader = createReader(tokenize(text))
    const value = read(reader)
    const rest = reader.peek()
    if (rest.kind !== 'end') throw unexpectedToken(rest, 'AND, OR or the end')
    return { ok: true, value }
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error
    return { ok: false, at: error.at, message: error.message }
  }
}

function createReader(tokens: readonly Token[]): Reader {
  let index = 0
  const last: Token = tokens.at(-1) ?? { kind: 'end', at: 0 }
  const peek = () => tokens[index] ?? last
  const takeSymbol = (symbol: Symbol) => {
    const token = peek()
    const found = token.kind === 'symbol' && token.value === symbol
    if (found) index++
    return found
  }
  return {
    peek,
    take() {
      const token = peek()
      index++
      return token
    },
    takeWord(word) {
      const token = peek()
      const found = token.kind === 'word' && token.value.toUpperCase() === word
      if (found) index++
      return found
    },
    takeSymbol,
    expectSymbol(symbol) {
      if (!takeSymbol(symbol)) throw unexpectedToken(peek(), JSON.stringify(symbol))
    },
  }
}

function readOr(reader: Reader): Expression {
  let left = readAnd(reader)
  while (reader.takeWord('OR')) left = { kind: 'or', left, right: readAnd(reader) }
  return left
}

function readAnd(reader: Reader): Expression {
  let left = readNot(reader)
  while (reader.takeWord('AND')) left = { kind: 'and', left, right: readNot(reader) }
  return left
}

function readNot(reader: Reader): Expression {
  return reader.takeWord('NOT') ? { kind: 'not', inner: readNot(reader) } : readGroup(reader)
}

function readGroup(reader: Reader): Expression {
  if (!reader.takeSymbol('(')) return readComparison(reader)
  const inner = readOr(reader)
  reader.expectSymbol(')')
  return inner
}

function readComparison(reader: Reader): Expression {
  const left = readOperand(reader)
  const operator = readOperator(reader)
  return { kind: 'compare', operator, left, right: readOperand(reader) }
}

function readOperator(reader: Reader): Operator {
  for (const word of ['CONTAINS', 'HAS', 'IN'] as const) if (reader.takeWord(word)) return word
  if (reader.takeWord('NOT')) {
    if (reader.takeWord('IN')) return 'NOT IN'
    throw unexpectedToken(reader.peek(), 'IN')
  }
  for (const symbol of ['==', '!=', '>=', '<=', '>', '<'] as const) {
    if (reader.takeSymbol(symbol)) return symbol
  }
  throw unexpectedToken(reader.peek(), 'a comparison')
}

function readOperand(reader: Reader): Operand {
  const token = reader.peek()
  if (token.kind === 'string' || token.kind === 'number') {
    reader.take()
    return { kind: 'constant', value: token.value }
  }
  if (reader.takeSymbol('[')) return { kind: 'list', items: readItems(reader) }
  if (token.kind !== 'word') throw unexpectedToken(token, 'a value or a key')
  const constant = WORDS.get(token.value.toUpperCase())
  if (constant === undefined) return { kind: 'key', path: readPath(reader) }
  reader.take()
  return { kind: 'constant', value: constant }
}

function readItems(reader: Reader): readonly Operand[] {
  const items: Operand[] = []
  if (reader.takeSymbol(']')) return items
  do items.push(readOperand(reader))
  while (reader.takeSymbol(','))
  reader.expectSymbol(']')
  return items
}

function readPath(reader: Reader): KeyPath {
  const path: (string | number)[] = [readKey(reader)]
  for (;;) {
    if (reader.takeSymbol('.')) {
      path.push(readKey(reader))
    } else if (reader.takeSymbol('[')) {
      const index = reader.take()
      if (index.kind !== 'number' || !Number.isInteger(index.value) || index.value < 0) {
        throw unexpectedToken(index, 'an index')
      }
      path.push(index.value)
      reader.expectSymbol(']')
    } else {
      return path
    }
  }
}

function readKey(reader: Reader): string {
  const token = reader.take()
  if (token.kind !== 'word') throw unexpectedToken(token, 'a key')
  return token.value
}

function readOrdering(reader: Reader): Ordering {
  const path = readPath(reader)
  const descending = reader.takeWord('DESC')
  if (!descending) reader.takeWord('ASC')
  return { path, descending }
}

function unexpectedToken(token: Token, wanted: string): ExpressionError {
  const found =
    token.kind === 'end' ? 'the expression ends' : `found ${JSON.stringify(token.value)}`
  return new ExpressionError(token.at, `expected ${wanted} but ${found}`)
}
