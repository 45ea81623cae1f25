/** What the installed program says about itself. */
export const program = {
  version: (version: string) => `Cordboard ${version}`,
  look: 'Check for updates',
  updates: {
    waiting: 'Cordboard checks for updates automatically.',
    looking: 'Checking for updates…',
    newest: 'This is the latest version.',
    failed: 'Couldn’t reach the update server. Cordboard tries again later.',
    deferred: (version: string) =>
      `Version ${version} is available. Your organisation delays it for some days.`,
    fetching: (version: string) => `Downloading version ${version}…`,
    ready: (version: string) =>
      `Version ${version} is ready. It installs when you take no calls, or when you quit.`,
  },
  off: {
    policy: 'Your organisation manages updates.',
    unpacked: 'This program wasn’t installed, so it isn’t updated.',
    'no-feed': 'This program has no update server, so it isn’t updated.',
    'no-key': 'This program has no key to verify updates, so it isn’t updated.',
    'managed-by-system': 'The system that installed Cordboard manages updates.',
  },
  refused: (version: string, why: string) =>
    `Version ${version} wasn’t installed: ${why} Tell your administrator.`,
  refusals: {
    unsigned: 'it isn’t signed.',
    'wrong-signature': 'this program doesn’t trust its signature.',
    'not-understood': 'the update server’s answer can’t be read.',
    'changed-file': 'its file isn’t the one that was signed.',
  },
  policyFailures:
    'Some of your organisation’s settings on this computer can’t be read. Until they are fixed, Cordboard is stricter than usual. Tell your administrator:',
  policyFailure: (where: string, key: string | null, why: string) =>
    key === null ? `${where} ${why}` : `${where}: ${key} ${why}`,
}
