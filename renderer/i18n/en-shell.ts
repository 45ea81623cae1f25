/** The words of signing in, and of what is around every screen. */
export const signIn = {
  title: 'Sign in to Cordboard',
  outdated: {
    'desk-outdated': 'Update needed: this Cordboard is too old for its server.',
    'server-outdated': 'The server is too old for this Cordboard. Tell your administrator.',
  },
  username: 'Username',
  password: 'Password',
  submit: 'Sign in',
  demo: 'A practice contact centre, with nothing to set up',
  continueAs: (name: string) => `Continue as ${name}`,
  server: 'Server',
  changeServer: 'Change',
  serverAddress: 'Server address',
  useServer: 'Use this server',
  otherWays: 'Practise here, or set up a server',
  serverInvalid: 'Enter the full address, starting with https://',
}

export const shell = {
  navigation: 'Main',
  phone: 'Phone',
  history: 'History',
  account: 'Account',
  theme: 'Appearance',
  themes: { system: 'System', light: 'Light', dark: 'Dark' },
  signOut: 'Sign out',
  signOutAfterCall: 'Sign out when the call is over',
  dismiss: 'Dismiss',
}
