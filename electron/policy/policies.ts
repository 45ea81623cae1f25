import { z } from 'zod'
import { releaseKey } from '../release/keys.ts'
import { mapHotkeySettings, toPhrase, type HotkeySetting } from '../contract/hotkey-names.ts'
import { settingSchemas, type SettingKey } from '../contract/settings.ts'
import { isExactOrigin, parseServerOrigin } from '../contract/server-origin.ts'

export const policyGroups = {
  server: 'Server and sign-in',
  network: 'Network',
  updates: 'Updates',
  security: 'Security',
  features: 'Features and recording',
  hotkeys: 'Global keys',
  desktop: 'Desktop',
  integration: 'Integration port',
  diagnostics: 'Diagnostics',
} as const
export type PolicyGroup = keyof typeof policyGroups

/** One policy, for the schema, the templates and the documents alike. */
export interface PolicyEntry<S extends z.ZodType = z.ZodType> {
  readonly group: PolicyGroup
  readonly schema: S
  /** Its name where an administrator looks for it. */
  readonly title: string
  /** What it does, and what an empty value means where one may be given. */
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

/** A setting that an agent has too: the policy takes the choice out of their hands. */
function settingEntry<K extends SettingKey>(
  group: PolicyGroup,
  key: K,
  title: string,
  says: string,
) {
  return entry(group, settingSchemas[key], title, says)
}

function hotkeyPolicy(setting: HotkeySetting, does: string) {
  const says =
    'In Electron’s notation, such as CommandOrControl+Alt+Shift+F5. Empty: no key. On Windows a letter with Ctrl and Alt is AltGr’s, and typing sets it off.'
  return settingEntry('hotkeys', setting, `Key: ${does}`, says)
}

const withoutPassword = (url: string): boolean => new URL(url).password === ''
const address = z
  .url({ protocol: /^https?$/u })
  .refine(withoutPassword, { error: 'must hold no password: everybody here can read a policy' })
const secureAddress = z
  .url({ protocol: /^https$/u, error: 'needs https:' })
  .refine(withoutPassword, { error: 'must hold no password: everybody here can read a policy' })
const proxyServer = z
  .string()
  .regex(/^(?:(?:https?|socks[45]):\/\/)?[\w.[\]:-]+:\d{1,5}$/u, 'needs host:port, with no name')
const absolutePath = z.string().regex(/^(?:\/|[A-Za-z]:\\|\\\\)./u, 'needs an absolute path')

const exactOrigin = z.string().max(300).refine(isExactOrigin, {
  error:
    'needs origins such as https://crm.example.com, or http: on this machine, with no path and no star',
})

/** What IT may decide, in the order in which it is documented. A name is the same on every system. */
export const policies = {
  'server.origin': entry(
    'server',
    z.string().refine((typed) => parseServerOrigin(typed) !== null, {
      error: 'needs https:, or http: on this machine',
    }),
    'Server address',
    'The Cordboard server, such as https://phone.example.com. Agents cannot choose another.',
  ),
  'signIn.method': entry(
    'server',
    z.enum(['any', 'password']),
    'Sign-in method',
    'password: with a name and a password alone, so that demo accounts cannot be used. any: whatever the server offers.',
  ),
  'signIn.remember': entry(
    'server',
    z.boolean(),
    'Remember the sign-in',
    'Off: the sign-in ends with the program, and nothing of it is kept in the keychain. For desks that are shared.',
  ),
  'proxy.mode': entry(
    'network',
    z.enum(['system', 'direct', 'fixed', 'pac']),
    'Proxy',
    'system: as the system says. direct: none. fixed: proxy.server. pac: proxy.pacUrl.',
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
    'With proxy.mode fixed: hosts that are reached directly, comma-separated; <local> is every name without a dot.',
  ),
  'proxy.pacUrl': entry(
    'network',
    address,
    'Proxy script',
    'With proxy.mode pac: where the script is.',
  ),
  'network.caFile': entry(
    'network',
    absolutePath,
    'Certificate authorities',
    'A PEM file of authorities that are trusted beside the system’s, for servers and proxies with certificates of your own.',
  ),
  'updates.enabled': entry(
    'updates',
    z.boolean(),
    'Updates',
    'Off: Cordboard neither looks for updates nor installs them. For computers whose software IT distributes.',
  ),
  'updates.channel': entry(
    'updates',
    z.enum(['stable', 'beta']),
    'Update channel',
    'stable, or beta for those who try a version first.',
  ),
  'updates.deferDays': entry(
    'updates',
    z.number().int().min(0).max(90),
    'Days to wait',
    'A version is taken that many days after it was published, 0 to 90.',
  ),
  'updates.feed': entry(
    'updates',
    secureAddress,
    'Update server',
    'An https: folder on a web server of your own, with the files of a signed release, in place of the one built in.',
  ),
  'updates.keys': entry(
    'updates',
    z.array(releaseKey).min(1).max(8),
    'Update keys',
    'The public keys that vouch for new versions, in place of those built in: for releases that you build yourselves. What none of them has signed is not installed.',
  ),
  'security.switches': entry(
    'security',
    z
      .array(
        z.string().regex(/^[A-Za-z0-9][\w-]{0,99}$/u, 'needs names without dashes before them'),
      )
      .max(50),
    'Command-line switches',
    'Names of Chromium’s switches that Cordboard may be started with, such as remote-debugging-port. Not set: only those that open it to nobody; with any other it does not start.',
  ),
  'features.outbound': settingEntry(
    'features',
    'features.outbound',
    'Outgoing calls',
    'Off: agents have no dialler and place no calls.',
  ),
  'features.transfer': settingEntry(
    'features',
    'features.transfer',
    'Transfers',
    'Off: agents hand no call over.',
  ),
  'features.conference': settingEntry(
    'features',
    'features.conference',
    'Conferences',
    'Off: agents add nobody to a call.',
  ),
  'recording.control': settingEntry(
    'features',
    'recording.control',
    'Pausing a recording',
    'Off: agents cannot pause a recording. What is recorded at all is the server’s to say.',
  ),
  ...mapHotkeySettings((setting, hotkey) => hotkeyPolicy(setting, toPhrase(hotkey))),
  'notifications.native': settingEntry(
    'desktop',
    'notifications.native',
    'System notifications',
    'Whether a ringing call is told by the system’s notification too.',
  ),
  'notifications.ringWindow': settingEntry(
    'desktop',
    'notifications.ringWindow',
    'Ring window',
    'Whether a ringing call opens a small window above all others.',
  ),
  'presence.whenLocked': settingEntry(
    'desktop',
    'presence.whenLocked',
    'Activity while locked',
    'The name of the activity that an available agent takes while the screen is locked. Empty: presence stays.',
  ),
  'window.closeToTray': settingEntry(
    'desktop',
    'window.closeToTray',
    'Close to the tray',
    'On: closing the window leaves Cordboard running. Off: it quits.',
  ),
  'links.telephone': settingEntry(
    'desktop',
    'links.telephone',
    'Telephone links',
    'Whether Cordboard opens tel:, callto: and sip: links. A link never dials by itself.',
  ),
  'advanced.hardwareAcceleration': settingEntry(
    'desktop',
    'advanced.hardwareAcceleration',
    'Graphics processor',
    'Off where a virtual desktop has none.',
  ),
  'integration.port': entry(
    'integration',
    z.number().int().min(1024).max(65_535),
    'Port',
    'A port of 127.0.0.1 at which a CRM on this computer fills in the dialler. It never dials. Not set: nothing listens. Who may speak is in the next two.',
  ),
  'integration.origins': entry(
    'integration',
    z.array(exactOrigin).max(50),
    'Web pages',
    'The exact origins of the pages that may speak at integration.port, such as https://crm.example.com. Not set: none.',
  ),
  'integration.programs': entry(
    'integration',
    z.boolean(),
    'Programs',
    'On: programs on this computer may speak at integration.port too, which name no origin as pages do.',
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

/** The keys, in the order of the list above. The cast: `Object.keys` forgets what it was given. */
export const policyKeys = Object.keys(policies) as readonly PolicyKey[]

/** A whole policy document, as it is documented: for editors and for tests. Reading takes each key by itself. */
export const policyDocument = z
  .strictObject(
    Object.fromEntries(policyKeys.map((key) => [key, policies[key].schema])) as {
      readonly [K in PolicyKey]: (typeof policies)[K]['schema']
    },
  )
  .partial()
