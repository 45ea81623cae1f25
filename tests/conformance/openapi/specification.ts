import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import type { ValidateFunction } from 'ajv'
import formats from 'ajv-formats'

/** A request that was made, and its answer. */
export interface Exchange {
  /** `api` of `api.twilio.com`. */
  readonly host: string
  readonly method: string
  /** As Twilio's host has it. */
  readonly path: string
  readonly status: number
  readonly body: unknown
}

export interface Verdict {
  /** Such as `GET /2010-04-01/Accounts/{AccountSid}/Calls.json`. */
  readonly operation: string
  /** What is not as the file says; empty: exact. */
  readonly deviations: readonly string[]
}

type Schema = Readonly<Record<string, unknown>>

interface Operation {
  readonly name: string
  readonly path: RegExp
  readonly variables: number
  readonly method: string
  readonly responses: Readonly<Record<string, unknown>>
}

const FILES = {
  api: 'twilio_api_v2010.json',
  taskrouter: 'twilio_taskrouter_v1.json',
  monitor: 'twilio_monitor_v1.json',
}

/**
 * Twilio's OpenAPI files of a folder (`spec/json` of github.com/twilio/twilio-oai), taken strictly: every property that a
 * schema has must be there, and no other. A path that no file knows has no verdict.
 */
export function readSpecification(folder: string): (exchange: Exchange) => Verdict | null {
  const judges = Object.entries(FILES).map(
    ([host, file]) => [host, judgeBy(readFileSync(join(folder, file), 'utf8'))] as const,
  )
  const byHost = new Map(judges)
  return (exchange) => byHost.get(exchange.host)?.(exchange) ?? null
}

function judgeBy(text: string): (exchange: Exchange) => Verdict | null {
  const file = record(JSON.parse(text))
  const schemas = record(record(file['components'])['schemas'])
  const operations = operationsOf(record(file['paths']))
  const ajv = new Ajv({ strict: false, allErrors: true })
  formats.default(ajv)
  addTwiliosFormats(ajv)
  const compiled = new Map<string, ValidateFunction>()

  function validatorOf(operation: Operation, status: number): ValidateFunction | null {
    const content = record(
      record(record(operation.responses[status])['content'])['application/json'],
    )
    if (content['schema'] === undefined) return null
    const key = `${operation.name} ${status}`
    const validate = compiled.get(key) ?? ajv.compile(strict(record(content['schema']), schemas))
    compiled.set(key, validate)
    return validate
  }

  return ({ method, path, status, body }) => {
    const [operation] = operations
      .filter((each) => each.method === method && each.path.test(path))
      .toSorted((a, b) => a.variables - b.variables)
    if (operation === undefined) return null
    const allowed = Object.keys(operation.responses)
    if (!allowed.includes(String(status))) {
      return { operation: operation.name, deviations: [`status ${status} for ${allowed.join()}`] }
    }
    const validate = validatorOf(operation, status)
    if (validate === null || validate(body)) return { operation: operation.name, deviations: [] }
    return { operation: operation.name, deviations: sentencesOf(validate) }
  }
}

function operationsOf(paths: Schema): readonly Operation[] {
  return Object.entries(paths).flatMap(([template, item]) =>
    ['get', 'post', 'delete']
      .filter((verb) => verb in record(item))
      .map((verb) => ({
        name: `${verb.toUpperCase()} ${template}`,
        path: new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\{\w+\}/gu, '[^/]+')}$`),
        variables: template.split('{').length,
        method: verb.toUpperCase(),
        responses: record(record(record(item)[verb])['responses']),
      })),
  )
}

/** The schema without references, in which every property is required and no other is allowed. */
function strict(schema: Schema, all: Schema): Schema {
  const { $ref, nullable, properties, items, ...rest } = schema
  if (typeof $ref === 'string') {
    const target = strict(record(all[$ref.split('/').at(-1) ?? '']), all)
    return nullable === true ? orNull(target) : target
  }
  const own = {
    ...rest,
    ...(items !== undefined && { items: strict(record(items), all) }),
    ...(properties !== undefined && strictProperties(record(properties), all)),
  }
  return nullable === true ? orNull(own) : own
}

function strictProperties(properties: Schema, all: Schema): Schema {
  return {
    properties: Object.fromEntries(
      Object.entries(properties).map(([name, each]) => [name, strict(record(each), all)]),
    ),
    required: Object.keys(properties),
    additionalProperties: false,
  }
}

function orNull(schema: Schema): Schema {
  return { anyOf: [{ type: 'null' }, schema] }
}

/** What Twilio's files call formats and no standard does; its URIs are often relative, and may be empty. */
function addTwiliosFormats(ajv: Ajv): void {
  ajv.addFormat('uri', /^\S*$/)
  ajv.addFormat('date-time-rfc-2822', /^\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} \+0000$/)
  ajv.addFormat('phone-number', /^(?:\+\d+|\(\d{3}\) \d{3}-\d{4})$/)
  ajv.addFormat('currency', /^[A-Za-z]{3}$/)
  ajv.addFormat('iso-country-code', /^[A-Z]{2}$/)
  ajv.addFormat('http-method', /^(?:GET|POST)$/)
  for (const name of ['uri-map', 'phone-number-capabilities']) ajv.addFormat(name, true)
}

/** Each once, whichever element of a list it is about. */
function sentencesOf({ errors }: ValidateFunction): readonly string[] {
  const said = (errors ?? [])
    .filter(({ keyword, params }) => keyword !== 'anyOf' && params['type'] !== 'null')
    .map(({ instancePath, message, params }) => {
      const at = instancePath.replaceAll(/\/\d+/gu, '')
      const extra = params['additionalProperty']
      return `${at} ${message ?? ''}${typeof extra === 'string' ? ` (${extra})` : ''}`.trim()
    })
  return [...new Set(said)].toSorted()
}

function record(value: unknown): Schema {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
