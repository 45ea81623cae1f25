/** What the installed program says of itself. */
export const program = {
  version: (version: string) => `Cordboard ${version}`,
  look: 'Check for updates',
  updates: {
    waiting: 'Cordboard checks for updates automatically.',
    looking: 'Checking for updates…',
    newest: 'This is the latest version.',
    failed: 'The update server could not be reached. Cordboard tries again later.',
    deferred: (version: string) =>
      `Version ${version} is available. Your organization delays it for some days.`,
    fetching: (version: string) => `Downloading version ${version}…`,
    ready: (version: string) =>
      `Version ${version} is ready. It is installed when you take no calls, or when you quit.`,
  },
  off: {
    policy: 'Your organization manages updates.',
    unpacked: 'This program was not installed, so it is not updated.',
    'no-feed': 'This program has no update server, so it is not updated.',
    'no-key': 'This program has no key to verify updates, so it is not updated.',
    'managed-by-system': 'The system that installed Cordboard manages updates.',
  },
  refused: (version: string, why: string) =>
    `Version ${version} was not installed: ${why} Tell your administrator.`,
  refusals: {
    unsigned: 'it is not signed.',
    'wrong-signature': 'its signature is not one that this program trusts.',
    'not-understood': 'the update server’s answer cannot be understood.',
    'changed-file': 'its file is not the one that was signed.',
  },
  policyFailures:
    'Some of your organization’s settings on this computer cannot be read. Until they are fixed, Cordboard is stricter than usual. Tell your administrator:',
  policyFailure: (where: string, key: string | null, why: string) =>
    key === null ? `${where} ${why}` : `${where}: ${key} ${why}`,
}
