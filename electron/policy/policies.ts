import { z } from 'zod'
import { musicSetting } from '../../server/contract/music.ts'
import { releaseKey } from '../release/keys.ts'
import { mapHotkeySettings, toPhrase } from '../contract/hotkey-names.ts'
import { mapWindowKeySettings } from '../contract/window-keys.ts'
import { accelerator, settingSchemas, type SettingKey } from '../contract/settings.ts'
import { isExactOrigin, parseServerOrigin } from '../contract/server-origin.ts'

export const policyGroups = {
  server: 'Server and sign-in',
  network: 'Network',
  updates: 'Updates',
  security: 'Security',
  features: 'Features and recording',
  hotkeys: 'Global shortcuts',
  windowKeys: 'Shortcuts in the window',
  desktop: 'Desktop',
  integration: 'Integration port',
  diagnostics: 'Diagnostics',
} as const
export type PolicyGroup = keyof typeof policyGroups

/** One policy, for the schema, the templates and the docs. */
export interface PolicyEntry<S extends z.ZodType = z.ZodType> {
  readonly group: PolicyGroup
  readonly schema: S
  /** Its name for administrators. */
  readonly title: string
  /** What it does, and what an empty value means if one is allowed. */
  readonly explanation: string
}

function entry<S extends z.ZodType>(
  group: PolicyGroup,
  schema: S,
  title: string,
  says: string,
): PolicyEntry<S> {
  return { group, schema, title, explanation: says }
}

/** A policy for a setting that an agent can change otherwise. */
function settingEntry<K extends SettingKey>(
  group: PolicyGroup,
  key: K,
  title: string,
  says: string,
) {
  return entry(group, settingSchemas[key], title, says)
}

function hotkeyPolicy(does: string) {
  const says =
    'In Electron’s notation, such as CommandOrControl+Alt+Shift+F5. Empty: no key. On Windows do not use a letter with Ctrl and Alt: it is AltGr, so normal typing would trigger the key.'
  return entry('hotkeys', accelerator, `Key: ${does}`, says)
}

function windowKeyPolicy(does: string) {
  const says =
    'In Electron’s notation, such as Alt+M; on a Mac Alt means Ctrl with Option. It works while the window has the focus. Empty: no key.'
  return entry('windowKeys', accelerator, `Shortcut in the window: ${does}`, says)
}

const withoutPassword = (url: string): boolean => new URL(url).password === ''
const noPassword = {
  error: 'must not contain a password: everyone on this computer can read a policy',
}
const address = z.url({ protocol: /^https?$/u }).refine(withoutPassword, noPassword)
const secureAddress = z
  .url({ protocol: /^https$/u, error: 'needs https:' })
  .refine(withoutPassword, noPassword)
const proxyServer = z
  .string()
  .regex(
    /^(?:(?:https?|socks[45]):\/\/)?[\w.[\]:-]+:\d{1,5}$/u,
    'needs host:port, without a user name',
  )
const absolutePath = z.string().regex(/^(?:\/|[A-Za-z]:\\|\\\\)./u, 'needs an absolute path')

const exactOrigin = z.string().max(300).refine(isExactOrigin, {
  error:
    'needs origins such as https://crm.example.com, or http: on this machine, without a path and without *',
})

/** Everything that IT can decide, in the order of the docs. A name is the same on every system. */
export const policies = {
  'server.origin': entry(
    'server',
    z.string().refine((typed) => parseServerOrigin(typed) !== null, {
      error: 'needs https:, or http: on this machine',
    }),
    'Server address',
    'The Cordboard server, such as https://phone.example.com. Agents cannot choose another.',
  ),
  'server.music': entry(
    'server',
    musicSetting,
    'Waiting music',
    'What callers hear while they wait or are held, where this computer is the server: the https: address of a TwiML document for all queues, or Support=https://…, *=https://… for some of them. Not set: Twilio’s own music.',
  ),
  'signIn.method': entry(
    'server',
    z.enum(['any', 'password']),
    'Sign-in method',
    'password: only with a name and a password, so that demo accounts cannot be used. any: every method of the server.',
  ),
  'signIn.remember': entry(
    'server',
    z.boolean(),
    'Remember the sign-in',
    'Off: the sign-in ends with the program, and the keychain stores nothing of it. For shared computers.',
  ),
  'proxy.mode': entry(
    'network',
    z.enum(['system', 'direct', 'fixed', 'pac']),
    'Proxy',
    'system: the proxy of the system. direct: none. fixed: proxy.server. pac: proxy.pacUrl.',
  ),
  'proxy.server': entry(
    'network',
    proxyServer,
    'Proxy server',
    'With proxy.mode fixed: host:port, or scheme://host:port with http, https, socks4 or socks5.',
  ),
  'proxy.bypass': entry(
    'network',
    z.string().max(2000),
    'Proxy exceptions',
    'With proxy.mode fixed: hosts without a proxy, separated by commas; <local> means every name without a dot.',
  ),
  'proxy.pacUrl': entry(
    'network',
    address,
    'Proxy script',
    'With proxy.mode pac: the address of the script.',
  ),
  'network.caFile': entry(
    'network',
    absolutePath,
    'Certificate authorities',
    'A PEM file of certificate authorities that are trusted in addition to the system’s, for servers and proxies with your own certificates.',
  ),
  'updates.enabled': entry(
    'updates',
    z.boolean(),
    'Updates',
    'Off: Cordboard does not check for updates and does not install them. For computers on which IT distributes the software.',
  ),
  'updates.channel': entry(
    'updates',
    z.enum(['stable', 'beta']),
    'Update channel',
    'stable, or beta for people who test new versions.',
  ),
  'updates.deferDays': entry(
    'updates',
    z.number().int().min(0).max(90),
    'Days to wait',
    'A version is installed this many days after it was published, 0 to 90.',
  ),
  'updates.feed': entry(
    'updates',
    secureAddress,
    'Update server',
    'An https: folder on your own web server with the files of a signed release. It replaces the built-in one.',
  ),
  'updates.keys': entry(
    'updates',
    z.array(releaseKey).min(1).max(8),
    'Update keys',
    'The public keys that sign new versions, for releases that you build yourself. They replace the built-in keys. A version that none of them has signed is not installed.',
  ),
  'security.switches': entry(
    'security',
    z
      .array(z.string().regex(/^[A-Za-z0-9][\w-]{0,99}$/u, 'needs names without leading dashes'))
      .max(50),
    'Command-line switches',
    'Names of Chromium switches with which Cordboard may start, such as remote-debugging-port. Not set: only switches that give no other program access to Cordboard; with any other switch it does not start.',
  ),
  'features.outbound': settingEntry(
    'features',
    'features.outbound',
    'Outgoing calls',
    'Off: agents have no dialler and cannot place calls.',
  ),
  'features.transfer': settingEntry(
    'features',
    'features.transfer',
    'Transfers',
    'Off: agents cannot transfer calls.',
  ),
  'features.conference': settingEntry(
    'features',
    'features.conference',
    'Conferences',
    'Off: agents cannot add people to a call.',
  ),
  'recording.control': settingEntry(
    'features',
    'recording.control',
    'Pausing a recording',
    'Off: agents cannot pause a recording. The server decides which calls are recorded.',
  ),
  ...mapHotkeySettings((hotkey) => hotkeyPolicy(toPhrase(hotkey))),
  ...mapWindowKeySettings((key) => windowKeyPolicy(toPhrase(key))),
  'keys.bareLetters': settingEntry(
    'windowKeys',
    'keys.bareLetters',
    'Letters alone',
    'On: M, H, T and other letters work a call without Alt while no text field has the focus. Off: typing never works a call.',
  ),
  'notifications.native': settingEntry(
    'desktop',
    'notifications.native',
    'System notifications',
    'Whether a ringing call also shows a notification of the system.',
  ),
  'notifications.ringWindow': settingEntry(
    'desktop',
    'notifications.ringWindow',
    'Ring window',
    'Whether a ringing call opens a small window above all other windows.',
  ),
  'status.whenLocked': settingEntry(
    'desktop',
    'status.whenLocked',
    'Status while locked',
    'The name of the status that an available agent gets while the screen is locked. Empty: the status does not change.',
  ),
  'window.closeToTray': settingEntry(
    'desktop',
    'window.closeToTray',
    'Close to the tray',
    'On: Cordboard keeps running when its window is closed. Off: it quits.',
  ),
  'links.telephone': settingEntry(
    'desktop',
    'links.telephone',
    'Phone links',
    'Whether Cordboard opens tel:, callto: and sip: links. A link never starts a call.',
  ),
  'advanced.hardwareAcceleration': settingEntry(
    'desktop',
    'advanced.hardwareAcceleration',
    'Graphics processor',
    'Off: for virtual desktops without a graphics processor.',
  ),
  'integration.port': entry(
    'integration',
    z.number().int().min(1024).max(65_535),
    'Port',
    'The port on 127.0.0.1 at which a CRM on this computer can fill in the dialler. It never dials. Not set: nothing listens. The next two policies say who may use it.',
  ),
  'integration.origins': entry(
    'integration',
    z.array(exactOrigin).max(50),
    'Web pages',
    'The exact origins of the web pages that may use integration.port, such as https://crm.example.com. Not set: none.',
  ),
  'integration.programs': entry(
    'integration',
    z.boolean(),
    'Programs',
    'On: programs on this computer, which send no origin as web pages do, may use integration.port too.',
  ),
  'log.level': entry(
    'diagnostics',
    z.enum(['error', 'warn', 'info', 'debug']),
    'Log level',
    'How much is written to the logs. Numbers are shortened and secrets are left out at every level.',
  ),
} as const satisfies Readonly<Record<string, PolicyEntry>>

export type PolicyKey = keyof typeof policies
export type PolicyValues = {
  readonly [K in PolicyKey]?: z.infer<(typeof policies)[K]['schema']> | undefined
}

/** The keys, in the order of the list above. The cast: `Object.keys` returns plain strings. */
export const policyKeys = Object.keys(policies) as readonly PolicyKey[]

/** A whole policy document, for editors and for tests. The program reads each key alone. */
export const policyDocument = z
  .strictObject(
    Object.fromEntries(policyKeys.map((key) => [key, policies[key].schema])) as {
      readonly [K in PolicyKey]: (typeof policies)[K]['schema']
    },
  )
  .partial()
