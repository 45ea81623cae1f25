/**
 * The switches that a packed program accepts. Chromium knows more than a thousand. Some open a port through which any
 * program on the computer can read the page, redirect its connections, or remove its protection. So this list names
 * the few that are harmless.
 */
const harmless: ReadonlySet<string> = new Set([
  // Ours.
  'print-policy',
  'user-data-dir',
  // About the screen.
  'class',
  'disable-gpu',
  'disable-gpu-compositing',
  'force-device-scale-factor',
  'force-renderer-accessibility',
  'headless',
  'lang',
  'ozone-platform',
  'ozone-platform-hint',
  'enable-wayland-ime',
  'disable-dev-shm-usage',
  // From the installers, and from Windows when a notification starts the program.
  'updated',
  'force-run',
  'embedding',
  'toastactivated',
])

/** An AppImage adds it where the system has no user namespaces. Root cannot start without it. */
const harmlessOnLinux: ReadonlySet<string> = new Set(['no-sandbox'])

/** Added by macOS: its number for the process, and its settings by name. */
const addedByMac = /^(?:psn_|NS|Apple)/u

/** Variables of the environment that work like a switch. */
const variables: Readonly<Record<string, string>> = { SSLKEYLOGFILE: 'ssl-key-log-file' }

export interface CommandLine {
  /** The executable comes first. */
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
}

/** The switches that stop a packed program from starting, except those that a policy allows. */
export function findRefusedSwitches(
  { argv, env, platform }: CommandLine,
  allowed: readonly string[],
): readonly string[] {
  const set = Object.entries(variables).filter(([variable]) => (env[variable] ?? '') !== '')
  const given = [...switchesOf(argv.slice(1), platform), ...set.map(([, name]) => name)]
  const isRefused = (name: string): boolean =>
    !harmless.has(name) &&
    !(platform === 'linux' && harmlessOnLinux.has(name)) &&
    !(platform === 'darwin' && addedByMac.test(name)) &&
    !allowed.includes(name)
  return [...new Set(given.filter(isRefused))]
}

/** Read as Chromium does: one dash or two, on Windows also a slash and in any case; none after a bare `--`. */
function switchesOf(args: readonly string[], platform: NodeJS.Platform): readonly string[] {
  const windows = platform === 'win32'
  const form = windows ? /^(?:--|-|\/)(?<name>[^=]+)/u : /^(?:--|-)(?<name>[^=]+)/u
  const trimmed = args.map((text) => text.trim())
  const end = trimmed.indexOf('--')
  return trimmed
    .slice(0, end === -1 ? undefined : end)
    .map((text) => form.exec(text)?.groups?.['name'])
    .filter((name) => name !== undefined)
    .map((name) => (windows ? name.toLowerCase() : name))
}

/** The message for the person who started the program. */
export function explainRefusal(names: readonly string[]): string {
  const list = names.map((name) => `--${name}`).join(', ')
  return `Cordboard does not start with ${list}, because that could give other programs access to it. Start it without them, or ask an administrator to allow them by the policy security.switches.`
}
