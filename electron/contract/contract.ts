import { z } from 'zod'
import {
  bundledMode,
  bundledStatus,
  connectRequest,
  probeResult,
  setupAnswer,
  twilioCredentials,
} from './bundled.ts'
import type { EventChannel, InvokeChannel } from './channels.ts'
import { callId, deskCommand, deskStatus } from './desk.ts'
import { exportOutcome, pageLogLine } from './diagnostics.ts'
import { hotkeyNames } from './hotkey-names.ts'
import { ring } from './panel.ts'
import { programStatus } from './program.ts'
import { pageSession, welcome } from './session.ts'
import { effectiveSettings, someSettings } from './settings.ts'

const nothing = z.strictObject({})
const username = z.string().min(1).max(200)
const typedAddress = z.strictObject({ url: z.string().min(1).max(2000) })
const serverAddress = z.strictObject({ url: z.url() })
/** `managed`: a policy names the server, so no other can be chosen. */
const serverNow = z.strictObject({ url: z.url(), managed: z.boolean() })
const hotkeyName = z.enum(hotkeyNames)

/**
 * The effective settings; the name under which an unreadable settings file was kept; and whether this start has moved
 * global keys from the defaults of an earlier version.
 */
export const settingsStatus = z.strictObject({
  effective: effectiveSettings,
  keptAside: z.string().nullable(),
  keysMoved: z.boolean(),
})
export type SettingsStatus = z.infer<typeof settingsStatus>

/**
 * The state of a hotkey. `taken`: another program has it; `invalid`: not a valid key; `twice`: another action of ours
 * has it already; `resting`: the page handles it while the window has the focus.
 */
export const hotkeyState = z.strictObject({
  name: hotkeyName,
  accelerator: z.string().nullable(),
  state: z.enum(['works', 'off', 'taken', 'invalid', 'twice', 'resting']),
})
export type HotkeyState = z.infer<typeof hotkeyState>

/**
 * The requests of the page. Inputs are strict. An output passes through its schema before it leaves the main process.
 */
export const invokes = {
  'session.welcome': { input: nothing, output: welcome },
  'session.signIn': {
    input: z.strictObject({ username, password: z.string().min(1).max(1000) }),
    output: pageSession,
  },
  /** Signs in a demo account by its name. Only a server on the sandbox has such accounts. */
  'session.signInDemo': { input: z.strictObject({ username }), output: pageSession },
  /** Fails with `signed-out` if there is no session to refresh or the server refuses it. */
  'session.refresh': { input: nothing, output: pageSession },
  'session.signOut': { input: nothing, output: nothing },
  'server.get': { input: nothing, output: serverNow },
  /**
   * `https:`, or `http:` on this machine. Returns the origin that is used from now on. If the content policy of the
   * page does not cover that origin, the page then loads again. `forbidden` if a policy names the server; the same
   * applies to all requests below that would lead to another server.
   */
  'server.set': { input: typedAddress, output: serverAddress },
  /**
   * A call rings: shows a native notification and draws attention to the window. A second call with the same id
   * replaces the first.
   */
  'ringing.show': { input: ring, output: nothing },
  'ringing.clear': { input: z.strictObject({ callId }), output: nothing },
  /** `remembered`: the keychain of the system keeps the sign-in. Otherwise it ends with the program. */
  'storage.status': { input: nothing, output: z.strictObject({ remembered: z.boolean() }) },
  'settings.get': { input: nothing, output: settingsStatus },
  /**
   * Changes all of them or none. `forbidden` if a policy has decided one of them. The new values come as an event.
   */
  'settings.change': { input: z.strictObject({ change: someSettings }), output: nothing },
  /** Sent at each change that the tray or the mini bar would show. */
  'desk.now': { input: deskStatus, output: nothing },
  /** While testing, a hotkey only sends `hotkey.tested`. */
  'hotkeys.test': { input: z.strictObject({ testing: z.boolean() }), output: nothing },
  /** Shows the mini bar in place of the window. Without a call nothing happens. */
  'mini.open': { input: nothing, output: nothing },
  /** Opens the page of the system's settings that allows the microphone, where there is one. */
  'microphone.openSettings': { input: nothing, output: nothing },
  /** Events of the page, for its log. */
  'log.write': { input: z.strictObject({ lines: z.array(pageLogLine).max(500) }), output: nothing },
  /** Asks the person for a place and writes a zip without secrets there. */
  'diagnostics.export': { input: nothing, output: z.strictObject({ outcome: exportOutcome }) },
  /** Whether no server was chosen yet. */
  'server.needed': { input: nothing, output: z.strictObject({ needed: z.boolean() }) },
  /** Checks what answers at an address, with the certificates of the system. Nothing is chosen by it. */
  'server.probe': { input: typedAddress, output: probeResult },
  'bundled.get': { input: nothing, output: bundledStatus },
  /**
   * Chooses the mode, also for later starts. The same mode again restarts the server. Its state comes as events.
   * `forbidden` for a mode that is not offered.
   */
  'bundled.run': { input: z.strictObject({ mode: bundledMode }), output: nothing },
  /** Opens the page on which a person plays the customer, in the browser. Without a sandbox nothing happens. */
  'bundled.beCustomer': { input: nothing, output: nothing },
  /** Checks the credentials and returns what would be created in the account. Changes nothing. */
  'twilio.look': { input: twilioCredentials, output: setupAnswer },
  /** Creates what is missing, saves the account in the keychain and starts the server with it. */
  'twilio.connect': { input: connectRequest, output: setupAnswer },
  /** Removes everything of ours from the account, stops the server and forgets the account. */
  'twilio.remove': { input: nothing, output: setupAnswer },
  /** Forgets the account on this machine and stops the server. Nothing in the account changes. */
  'twilio.forget': { input: nothing, output: nothing },
  'program.get': { input: nothing, output: programStatus },
  /** Checks for a new version now. The state comes as events. Nothing happens if updates are off. */
  'program.lookForUpdates': { input: nothing, output: nothing },
} as const satisfies Record<
  InvokeChannel,
  { readonly input: z.ZodType; readonly output: z.ZodType }
>

export const events = {
  hotkey: z.strictObject({ name: hotkeyName }),
  /** The state of every hotkey. Sent after each load of the page and at each change. */
  'hotkeys.status': z.strictObject({ keys: z.array(hotkeyState) }),
  'hotkey.tested': z.strictObject({ name: hotkeyName }),
  'ringing.action': z.strictObject({ callId, action: z.enum(['answer', 'decline', 'show']) }),
  'settings.changed': settingsStatus,
  'desk.command': deskCommand,
  /** A number for the dialler. It is never dialled automatically. */
  'dial.fill': z.strictObject({ number: z.string().regex(/^\+?[\d*#]{1,40}$/u) }),
  surroundings: z.strictObject({
    kind: z.enum(['suspend', 'resume', 'lock', 'unlock', 'displays']),
  }),
  'bundled.changed': bundledStatus,
  'program.changed': programStatus,
} as const satisfies Record<EventChannel, z.ZodType>

export type InvokeInput<C extends InvokeChannel> = z.infer<(typeof invokes)[C]['input']>
export type InvokeOutput<C extends InvokeChannel> = z.infer<(typeof invokes)[C]['output']>
export type EventPayload<C extends EventChannel> = z.infer<(typeof events)[C]>
