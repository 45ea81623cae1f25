import { z } from 'zod'
import type { EventChannel, InvokeChannel } from './channels.ts'
import { pageSession, welcome } from './session.ts'

interface InvokeEntry {
  readonly direction: 'page-to-main'
  readonly input: z.ZodType
  readonly output: z.ZodType
}
interface EventEntry {
  readonly direction: 'main-to-page'
  readonly output: z.ZodType
}

const nothing = z.strictObject({})
const callId = z.string().min(1).max(200)
const username = z.string().min(1).max(200)
const serverAddress = z.strictObject({ url: z.url() })

/** What the page may ask. Inputs are strict; an output passes through its schema before it leaves the main process. */
export const invokes = {
  'session.welcome': { direction: 'page-to-main', input: nothing, output: welcome },
  'session.signIn': {
    direction: 'page-to-main',
    input: z.strictObject({ username, password: z.string().min(1).max(1000) }),
    output: pageSession,
  },
  /** Signs in a demo account by name. Only a server on the sandbox has such accounts. */
  'session.signInDemo': {
    direction: 'page-to-main',
    input: z.strictObject({ username }),
    output: pageSession,
  },
  /** Fails with `signed-out` when there is nothing to refresh or the server refuses it. */
  'session.refresh': { direction: 'page-to-main', input: nothing, output: pageSession },
  'session.signOut': { direction: 'page-to-main', input: nothing, output: nothing },
  'server.get': { direction: 'page-to-main', input: nothing, output: serverAddress },
  /**
   * `https:`, or `http:` on this machine. Answers the origin that is used from now on. When the page's
   * content policy does not cover that origin, the window loads anew afterwards.
   */
  'server.set': {
    direction: 'page-to-main',
    input: z.strictObject({ url: z.string().min(1).max(2000) }),
    output: serverAddress,
  },
  /** A call rings: a native notification, and the window asks for attention. Again with the same id replaces it. */
  'ringing.show': {
    direction: 'page-to-main',
    input: z.strictObject({ callId, title: z.string().max(200), body: z.string().max(500) }),
    output: nothing,
  },
  'ringing.clear': {
    direction: 'page-to-main',
    input: z.strictObject({ callId }),
    output: nothing,
  },
  /** `remembered`: the system's keychain keeps the sign-in. Otherwise it ends with the program. */
  'storage.status': {
    direction: 'page-to-main',
    input: nothing,
    output: z.strictObject({ remembered: z.boolean() }),
  },
} as const satisfies Record<InvokeChannel, InvokeEntry>

/** What the main process tells. */
export const events = {
  hotkey: {
    direction: 'main-to-page',
    output: z.strictObject({ name: z.enum(['answer', 'toggle-mute']) }),
  },
  'ringing.action': {
    direction: 'main-to-page',
    output: z.strictObject({ callId, action: z.enum(['answer', 'show']) }),
  },
  /** The accelerators that could not be taken, because another program has them. Sent after each load of the page. */
  'hotkeys.status': {
    direction: 'main-to-page',
    output: z.strictObject({ failed: z.array(z.string()) }),
  },
} as const satisfies Record<EventChannel, EventEntry>

export type InvokeInput<C extends InvokeChannel> = z.infer<(typeof invokes)[C]['input']>
export type InvokeOutput<C extends InvokeChannel> = z.infer<(typeof invokes)[C]['output']>
export type EventPayload<C extends EventChannel> = z.infer<(typeof events)[C]['output']>
