/** What the installed program says of itself. */
export const program = {
  version: (version: string) => `Cordboard ${version}`,
  look: 'Look for updates',
  updates: {
    waiting: 'Cordboard looks for a new version by itself.',
    looking: 'Looking for a new version…',
    newest: 'This is the newest version.',
    failed: 'The update server could not be reached. Cordboard tries again later.',
    deferred: (version: string) =>
      `Version ${version} is there. Your organization lets it wait for some days.`,
    fetching: (version: string) => `Fetching version ${version}…`,
    ready: (version: string) =>
      `Version ${version} is ready. It is put in place when you take no calls, or when you quit.`,
  },
  off: {
    policy: 'Your organization looks after updates.',
    unpacked: 'This program was not installed, so it is not updated.',
    'no-feed': 'This program knows no update server, so it is not updated.',
    'no-key': 'This program knows no key that could vouch for an update, so it is not updated.',
    'managed-by-system': 'The system that installed Cordboard looks after updates.',
  },
  refused: (version: string, why: string) =>
    `Version ${version} was not installed: ${why} Tell your administrator.`,
  refusals: {
    unsigned: 'it is not signed.',
    'wrong-signature': 'its signature is from nobody that this program trusts.',
    'not-understood': 'what the update server says of it cannot be understood.',
    'changed-file': 'its file is not the one that was signed.',
  },
  policyFaults:
    'Some of your organization’s settings on this computer cannot be read. Until they are put right, Cordboard is stricter than usual. Tell your administrator:',
  policyFault: (where: string, key: string | null, why: string) =>
    key === null ? `${where} ${why}` : `${where}: ${key} ${why}`,
}
