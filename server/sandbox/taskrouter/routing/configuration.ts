import { z } from 'zod'
import {
  parseExpression,
  parseOperand,
  parseOrderings,
  type Ordering,
} from '../expressions/parse.ts'
import type { Expression, Operand, Parsed } from '../expressions/syntax.ts'

export interface Target {
  readonly queue: string
  readonly priority: number | null
  /** Seconds; null waits for ever. */
  readonly timeout: number | null
  readonly expression: Expression | null
  readonly skipIf: Expression | null
  readonly orderBy: readonly Ordering[]
  readonly knownWorkerSid: Operand | null
  readonly knownWorkerName: Operand | null
}

export interface Filter {
  readonly name: string | null
  readonly expression: Expression
  readonly targets: readonly [Target, ...Target[]]
}

/** A Workflow's configuration, read. */
export interface Plan {
  readonly filters: readonly Filter[]
  readonly defaultTarget: Target | null
}

const wholeNumber = z
  .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
  .pipe(z.number().int().nonnegative())

const targetSchema = z.object({
  queue: z.string().optional(),
  priority: wholeNumber.nullish(),
  timeout: wholeNumber.nullish(),
  expression: z.string().nullish(),
  skip_if: z.string().nullish(),
  order_by: z.string().nullish(),
  known_worker_sid: z.string().nullish(),
  known_worker_friendly_name: z.string().nullish(),
})

const schema = z.object({
  task_routing: z.object({
    filters: z
      .array(
        z.object({
          filter_friendly_name: z.string().nullish(),
          friendly_name: z.string().nullish(),
          expression: z.string(),
          targets: z.array(targetSchema).min(1),
        }),
      )
      .default([]),
    default_filter: z.object({ queue: z.string() }).nullish(),
  }),
})

class ConfigurationError extends Error {}

/**
 * Reads a Workflow's JSON configuration, every expression in it, and whether its queues exist.
 * A target without a queue inherits the one before it. Docs: taskrouter/workflow-configuration.
 */
export function readConfiguration(
  text: string,
  queueExists: (sid: string) => boolean,
): { readonly ok: true; readonly plan: Plan } | { readonly ok: false; readonly message: string } {
  try {
    return { ok: true, plan: readPlan(parseJson(text), queueExists) }
  } catch (error) {
    if (error instanceof ConfigurationError) return { ok: false, message: error.message }
    throw error
  }
}

function parseJson(text: string): z.infer<typeof schema> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new ConfigurationError('it is not JSON')
  }
  const parsed = schema.safeParse(json)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new ConfigurationError(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`)
}

function readPlan(
  { task_routing: routing }: z.infer<typeof schema>,
  queueExists: (sid: string) => boolean,
): Plan {
  const checkQueue = (sid: string, where: string) => {
    if (!queueExists(sid)) throw new ConfigurationError(`${where}: no TaskQueue ${sid}`)
    return sid
  }
  const filters = routing.filters.map((filter, index): Filter => {
    const where = `task_routing.filters.${index}`
    let queue: string | undefined
    const [first, ...rest] = filter.targets.map((target, position) => {
      const place = `${where}.targets.${position}`
      queue = target.queue ?? queue
      if (queue === undefined)
        throw new ConfigurationError(`${place}: the first target needs a queue`)
      return readTarget(target, checkQueue(queue, place), place)
    })
    if (first === undefined) throw new ConfigurationError(`${where}.targets: empty`)
    return {
      name: filter.filter_friendly_name ?? filter.friendly_name ?? null,
      expression: requireParsed(parseExpression(filter.expression), `${where}.expression`),
      targets: [first, ...rest],
    }
  })
  const fallback = routing.default_filter?.queue
  const defaultPlace = 'task_routing.default_filter'
  return {
    filters,
    defaultTarget:
      fallback === undefined
        ? null
        : readTarget({}, checkQueue(fallback, defaultPlace), defaultPlace),
  }
}

function readTarget(target: z.infer<typeof targetSchema>, queue: string, where: string): Target {
  const read = <T>(
    text: string | null | undefined,
    key: string,
    parse: (text: string) => Parsed<T>,
  ): T | null =>
    text === null || text === undefined || text.trim() === ''
      ? null
      : requireParsed(parse(text), `${where}.${key}`)
  return {
    queue,
    priority: target.priority ?? null,
    timeout: target.timeout ?? null,
    expression: read(target.expression, 'expression', parseExpression),
    skipIf: read(target.skip_if, 'skip_if', parseExpression),
    orderBy: read(target.order_by, 'order_by', parseOrderings) ?? [],
    knownWorkerSid: read(target.known_worker_sid, 'known_worker_sid', parseOperand),
    knownWorkerName: read(
      target.known_worker_friendly_name,
      'known_worker_friendly_name',
      parseOperand,
    ),
  }
}

function requireParsed<T>(parsed: Parsed<T>, where: string): T {
  if (parsed.ok) return parsed.value
  throw new ConfigurationError(`${where}: ${parsed.message} at character ${parsed.at + 1}`)
}
