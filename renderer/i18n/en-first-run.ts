import type { BundledStatus, SetupStep } from '../../electron/contract/bundled.ts'
import type {
  JoinFailure,
  DesktopFailureCode,
  SetupFailure,
  StartFailure,
} from '../view/first-run-view.ts'

const resources: Record<SetupStep['what'], string> = {
  workspace: 'Workspace',
  activity: 'Activity',
  queue: 'Queue',
  workflow: 'Workflow',
  application: 'TwiML App',
  'api-key': 'API key',
  number: 'Number',
}

const changes: Record<SetupStep['kind'], string> = {
  create: 'will be created',
  change: 'will be changed',
  keep: 'already exists',
  remove: 'will be removed',
}

/** Where the desktop itself does not do what a step asks for. */
const refused: Record<DesktopFailureCode, string> = {
  managed: 'Your organization has set this. It cannot be changed here.',
  failed: 'Cordboard could not do this. Try again. If it happens again, restart Cordboard.',
}

/** What to do when the account cannot be looked at or changed. */
const setupFailures: Record<SetupFailure['code'], string> = {
  ...refused,
  'wrong-credentials':
    'Twilio does not accept this Account SID with this Auth Token. Copy both from the Twilio Console.',
  unreachable: 'Twilio does not answer. Check the internet connection, then try again.',
  refused: 'Twilio refused. Its answer is below.',
  'no-number': 'Choose at least one number of the account.',
  'no-account': 'The account has to be checked again. Go back one step.',
}

/** What to do when the server that this desktop starts does not run. */
const startFailures: Record<StartFailure['code'], string> = {
  ...refused,
  settings: 'The server does not accept its settings.',
  runtime: 'This version of Cordboard cannot run its own server here. Install the current version.',
  'port-in-use':
    'Another program uses the server’s port. Close it, or wait: Cordboard tries again.',
  'database-held':
    'Another server uses the data of this one. Close the other Cordboard, or wait: Cordboard tries again.',
  database: 'The server cannot use its data. What to do is below; then start it again.',
  twilio:
    'Twilio does not answer the server. Check the internet connection; Cordboard tries again.',
  tunnel: 'Twilio cannot reach this machine. Check the tunnel program; Cordboard tries again.',
  sandbox: 'The practice telephone network did not start. Cordboard tries again.',
  credentials: 'The keychain does not give the Twilio account. Unlock it, then start the server.',
  ended: 'The server stopped unexpectedly. Cordboard restarts it.',
  slow: 'The server takes too long to start. Cordboard tries again.',
  silent: 'The server stopped answering. Cordboard restarts it.',
  other: 'The server could not start. Cordboard tries again.',
}

const joinFailures: Record<JoinFailure, string> = {
  ...refused,
  invalid: 'Enter the full address, starting with https://',
  unreachable: 'Nothing answers there. Check the address and whether you need the company’s VPN.',
  other: 'Something answers there, but it is not a Cordboard server. Check the address.',
  certificate:
    'This machine does not trust the server’s certificate. Ask IT to install the company’s certificate.',
}

/** How the server stands that this desktop runs. */
const states: Record<BundledStatus['state'], string> = {
  off: 'Not running',
  starting: 'Starting…',
  running: 'Running',
  waiting: 'Restarts in a moment',
  ending: 'Stopping…',
  'given-up': 'Stopped',
}

/** The settings' section of the server. */
export const ownServer = {
  title: 'Server',
  states,
  modes: {
    off: 'On another computer',
    sandbox: 'On this computer, to practise',
    twilio: 'On this computer, with your Twilio account',
  },
  choose: 'Use another server',
  afterCall: 'Not during a call',
  restart: 'Start again',
  stop: 'Stop',
  publicUrl: (url: string) => `Twilio reaches it at ${url}`,
  practice: 'A practice contact centre: all telephones are on this computer.',
  customer: 'The customer’s telephone',
  customerHint: 'A page in your browser, from which you call in.',
  customerOpen: 'Be the customer',
  account: (last: string) => `Twilio account AC…${last}`,
  remembered: 'Kept in the system’s keychain.',
  forgotten: 'No keychain, or it is locked: you enter the account again at the next start.',
  partHint:
    'Signing out forgets the account here. Removing also takes away what Cordboard made in it; its numbers stay yours.',
  forget: 'Sign out of Twilio',
  forgetSure: 'Forget it here',
  remove: 'Remove from Twilio',
  removeSure: 'Remove for good',
  log: 'Last lines of its log',
  noLines: 'Nothing yet.',
}

/** The assistant of the first start, and what the settings say of the bundled server. */
export const firstRun = {
  title: 'Welcome to Cordboard',
  lead: 'Where are your calls?',
  back: 'Back',
  leave: 'Keep the server in use',
  details: 'Details',
  setupFailures,
  startFailures,
  joinFailures,
  step: ({ kind, what, name }: SetupStep) => ({ what: resources[what], name, note: changes[kind] }),
  choices: {
    sandbox: {
      title: 'Try it now',
      says: 'A practice contact centre on this machine, with callers to talk to. Nothing to set up.',
    },
    join: {
      title: 'Join my company',
      says: 'Your company has a Cordboard server, and you know its address.',
    },
    twilio: {
      title: 'Connect my Twilio account',
      says: 'This machine becomes the server. You need the Account SID and the Auth Token.',
    },
  },
  join: {
    title: 'Join my company',
    address: 'Server address',
    submit: 'Join',
  },
  credentials: {
    title: 'Connect my Twilio account',
    accountSid: 'Account SID',
    authToken: 'Auth Token',
    hint: 'Both are on the first page of the Twilio Console. They are kept in this machine’s keychain.',
    forgotten:
      'The keychain is missing or locked, so you enter the account again at the next start. Unlock it to keep the account.',
    submit: 'Check the account',
  },
  plan: {
    title: (account: string) => `What ${account} needs`,
    trial: 'A trial account: Twilio only calls numbers that you have verified.',
    numbers: 'Numbers that ring here',
    noNumbers: 'The account has no number. Buy one in the Twilio Console, then check again.',
    account: 'Your sign-in',
    username: 'Username',
    displayName: 'Name',
    password: 'Password, at least 8 characters',
    way: 'How Twilio reaches this machine',
    ways: {
      given: 'An address that points here',
      cloudflared: 'cloudflared',
      tailscale: 'Tailscale Funnel',
      ngrok: 'ngrok',
    },
    publicUrl: 'Public address',
    publicUrlHint: 'From IT: an https:// address that points to this machine.',
    ngrokToken: 'ngrok authtoken',
    ngrokTokenHint: 'It is kept in this machine’s keychain.',
    tunnelHint: 'Must be installed here. Cordboard starts it.',
    steps: 'In the account',
    submit: 'Set it up',
  },
  starting: {
    sandbox: 'Starting your practice contact centre…',
    twilio: 'Starting the server…',
  },
  notStarted: {
    sandbox: 'Your practice contact centre did not start',
    twilio: 'The server did not start',
  },
}
