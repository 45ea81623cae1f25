/**
 * The switches with which the packed program may be started. Chromium obeys more than a thousand: some open a port by
 * which any program on the computer reads the page, send its connections elsewhere, or take its walls down. So it is
 * not those that are named, but the few that change nothing of this kind.
 */
const harmless: ReadonlySet<string> = new Set([
  // Ours.
  'print-policy',
  'user-data-dir',
  // The screen.
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
  // The installers', and what Windows adds where a notification starts the program.
  'updated',
  'force-run',
  'embedding',
  'toastactivated',
])

/** An AppImage adds it where the system gives no user namespaces, and root can do nothing without. */
const harmlessOnLinux: ReadonlySet<string> = new Set(['no-sandbox'])

/** What macOS itself adds: its number for the process, and its settings by name. */
const addedByMac = /^(?:psn_|NS|Apple)/u

/** What a variable of the environment does in place of a switch. */
const variables: Readonly<Record<string, string>> = { SSLKEYLOGFILE: 'ssl-key-log-file' }

export interface CommandLine {
  /** The executable comes first. */
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
}

/** The names of the switches that a packed program does not start with, save those that a policy allows. */
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

/** As Chromium reads them: one dash or two, on Windows also a slash and in any case; none after a bare `--`. */
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

/** What is said to the person who has started it so. */
export function explainRefusal(names: readonly string[]): string {
  const list = names.map((name) => `--${name}`).join(', ')
  return `Cordboard does not start with ${list}, because that could open it to other programs. Start it without, or let an administrator allow it by the policy security.switches.`
}
