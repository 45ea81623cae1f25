import { z } from 'zod'
import type { Params } from '../operations/params.ts'

const schema = z.looseObject({ instruction: z.string().min(1) })

/** The instructions whose parameters begin with their name in the REST API: `dequeue`'s `to` is `DequeueTo`. */
const PREFIXES: ReadonlyMap<string, string> = new Map([
  ['call', 'Call'],
  ['dequeue', 'Dequeue'],
  ['redirect', 'Redirect'],
])

/**
 * Reads an assignment callback's answer: the instruction in the form names of the REST API, or null for none (an
 * empty body, `{}`, or what is not an instruction at all). Docs: taskrouter/handle-assignment-callbacks,
 * api/errors/40005.
 */
export function readInstruction(body: string): (Params & { readonly Instruction: string }) | null {
  const parsed = schema.safeParse(parseJson(body))
  if (!parsed.success) return null
  const { instruction, ...rest } = parsed.data
  const prefix = PREFIXES.get(instruction.toLowerCase()) ?? ''
  const params: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(rest)) {
    params[formName(prefix, key)] = formValue(key, value)
  }
  return { ...params, Instruction: instruction }
}

/** `end_conference_on_exit` to `EndConferenceOnExit`; event lists are singular in the API. */
function formName(prefix: string, key: string): string {
  if (key === 'activity_sid') return 'WorkerActivitySid'
  const pascal = key
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
  return prefix + pascal.replace(/CallbackEvents$/, 'CallbackEvent')
}

function formValue(key: string, value: unknown): unknown {
  const isEvents = /callback_events?$/.test(key) && typeof value === 'string'
  return isEvents ? value.split(/[\s,]+/).filter((part) => part !== '') : value
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
