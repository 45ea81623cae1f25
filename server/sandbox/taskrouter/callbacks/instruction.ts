import { z } from 'zod'
import { ASSIGNMENT_CODES } from '../calls/instruction-codes.ts'
import type { Params } from '../operations/params.ts'

const schema = z.looseObject({ instruction: z.string().min(1) })

/** What an application answered an assignment callback. */
export type Answer =
  | { readonly kind: 'instruction'; readonly params: Params & { readonly Instruction: string } }
  /** An empty body or `{}`: no instruction. */
  | { readonly kind: 'nothing' }
  /** A mistake of the application, with Twilio's code for the debugger. */
  | { readonly kind: 'unreadable'; readonly code: number; readonly message: string }

/**
 * Reads an assignment callback's answer; an instruction has the form names of the REST API.
 * Docs: taskrouter/handle-assignment-callbacks, api/errors/40001, api/errors/40005.
 */
export function readAnswer(body: string): Answer {
  if (body.trim() === '') return { kind: 'nothing' }
  const json = parseJson(body)
  if (json === undefined) {
    const message = 'Could not parse Assignment Instruction response as JSON'
    return { kind: 'unreadable', code: ASSIGNMENT_CODES.notJson, message }
  }
  const parsed = schema.safeParse(json)
  if (parsed.success) return { kind: 'instruction', params: paramsOf(parsed.data) }
  if (typeof json === 'object' && json !== null && Object.keys(json).length === 0) {
    return { kind: 'nothing' }
  }
  const message = "Assignment Callback response does not contain 'instruction'"
  return { kind: 'unreadable', code: ASSIGNMENT_CODES.noInstruction, message }
}

function paramsOf(answer: z.infer<typeof schema>): Params & { readonly Instruction: string } {
  const params: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(answer)) params[formName(key)] = formValue(key, value)
  return { ...params, Instruction: answer.instruction }
}

/** `end_conference_on_exit` to `EndConferenceOnExit`; event lists are singular in the API. */
function formName(key: string): string {
  if (key === 'activity_sid') return 'WorkerActivitySid'
  const pascal = key
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
  return pascal.replace(/CallbackEvents$/, 'CallbackEvent')
}

function formValue(key: string, value: unknown): unknown {
  const isEvents = /callback_events?$/.test(key) && typeof value === 'string'
  return isEvents ? value.split(/[\s,]+/).filter((part) => part !== '') : value
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
