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
  keep: 'already there',
  remove: 'will be removed',
}

/** Where the desktop itself does not do what a step asks for. */
const refused: Record<DesktopFailureCode, string> = {
  managed: 'Your organisation has set this. You can’t change it here.',
  failed: 'Cordboard couldn’t do this. Try again. If it happens again, restart Cordboard.',
}

/** What to do when the account cannot be read or changed. IT works on Twilio’s account here, so it has its name. */
const setupFailures: Record<SetupFailure['code'], string> = {
  ...refused,
  'wrong-credentials':
    'Twilio doesn’t accept this Account SID with this Auth Token. Copy both from the Twilio Console.',
  unreachable: 'Twilio isn’t responding. Check the internet connection, then try again.',
  refused: 'Twilio refused. Its answer is below.',
  'no-number': 'Choose at least one number of the account.',
  'no-account': 'Check the account again: go back one step.',
}

/** What to do when the server that this desktop starts does not run. */
const startFailures: Record<StartFailure['code'], string> = {
  ...refused,
  settings: 'The server doesn’t accept its settings.',
  runtime: 'This version of Cordboard can’t run its own server here. Install the current version.',
  'port-in-use':
    'The server’s port is in use. Close the other program, or wait: Cordboard tries again.',
  'database-held':
    'Another server uses this one’s data. Close the other Cordboard, or wait: Cordboard tries again.',
  database: 'The server can’t use its data. See below what to do, then start it again.',
  twilio: 'Twilio isn’t responding. Check the internet connection; Cordboard tries again.',
  tunnel: 'Twilio can’t reach this computer. Check the tunnel program; Cordboard tries again.',
  sandbox: 'The practice phone network didn’t start. Cordboard tries again.',
  credentials:
    'Couldn’t read the Twilio account from the keychain. Unlock it, then start the server.',
  ended: 'The server stopped unexpectedly. Cordboard restarts it.',
  slow: 'The server takes too long to start. Cordboard tries again.',
  silent: 'The server stopped answering. Cordboard restarts it.',
  other: 'The server couldn’t start. Cordboard tries again.',
}

const joinFailures: Record<JoinFailure, string> = {
  ...refused,
  invalid: 'Enter the full address, starting with https://',
  unreachable: 'Nothing answers there. Check the address, and whether you need your company’s VPN.',
  other: 'That isn’t a Cordboard server. Check the address.',
  certificate:
    'This computer doesn’t trust the server’s certificate. Ask IT to install your company’s certificate.',
}

/** The state of the server that this desktop runs. */
const states: Record<BundledStatus['state'], string> = {
  off: 'Not running',
  starting: 'Starting…',
  running: 'Running',
  waiting: 'Restarting…',
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
  restart: 'Restart',
  stop: 'Stop',
  publicUrl: (url: string) => `Public URL: ${url}`,
  practice: 'A practice contact centre: all phones are on this computer.',
  customer: 'Customer’s phone',
  customerHint: 'A page in your browser to call in from.',
  customerOpen: 'Be the customer',
  account: (last: string) => `Twilio account AC…${last}`,
  remembered: 'Kept in the system’s keychain.',
  forgotten: 'No keychain, or it’s locked: you’ll enter the account again at the next start.',
  partHint:
    'Signing out forgets the account here. Removing also deletes what Cordboard created in it; you keep its numbers.',
  forget: 'Sign out of Twilio',
  forgetSure: 'Forget it here',
  remove: 'Remove from Twilio',
  removeSure: 'Remove for good',
  log: 'Latest log lines',
  noLines: 'Nothing yet.',
}

/** The assistant of the first start. */
export const firstRun = {
  title: 'Welcome to Cordboard',
  lead: 'How do you want to use Cordboard?',
  back: 'Back',
  leave: 'Keep the current server',
  details: 'Details',
  setupFailures,
  startFailures,
  joinFailures,
  step: ({ kind, what, name }: SetupStep) => ({ what: resources[what], name, note: changes[kind] }),
  choices: {
    sandbox: {
      title: 'Try it now',
      says: 'A practice contact centre on this computer, with callers to talk to. Nothing to set up.',
    },
    join: {
      title: 'Join my company',
      says: 'Your company has a Cordboard server, and you know its address.',
    },
    twilio: {
      title: 'Connect my Twilio account',
      says: 'This computer becomes the server. You need the Account SID and the Auth Token.',
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
    hint: 'Both are on the first page of the Twilio Console. They are kept in this computer’s keychain.',
    forgotten:
      'The keychain is missing or locked, so you’ll enter the account again at the next start. Unlock it to keep the account.',
    submit: 'Check the account',
  },
  plan: {
    title: (account: string) => `Set up ${account}`,
    trial: 'A trial account: Twilio only calls numbers that you have verified.',
    numbers: 'Numbers that ring here',
    noNumbers: 'The account has no number. Buy one in the Twilio Console, then check again.',
    account: 'Your sign-in',
    username: 'Username',
    displayName: 'Name',
    password: 'Password',
    passwordHint: 'At least 8 characters.',
    way: 'How Twilio reaches this computer',
    ways: {
      given: 'My own public URL',
      cloudflared: 'cloudflared',
      tailscale: 'Tailscale Funnel',
      ngrok: 'ngrok',
    },
    publicUrl: 'Public URL',
    publicUrlHint: 'Ask IT for an https:// address that points to this computer.',
    ngrokToken: 'ngrok authtoken',
    ngrokTokenHint: 'It is kept in this computer’s keychain.',
    tunnelHint: 'Must be installed here. Cordboard starts it.',
    steps: 'Changes in the account',
    stepsCount: (changes: number) => `Changes in the account: ${changes}`,
    submit: 'Set up',
  },
  starting: {
    sandbox: 'Starting your practice contact centre…',
    twilio: 'Starting the server…',
  },
  notStarted: {
    sandbox: 'Your practice contact centre didn’t start',
    twilio: 'The server didn’t start',
  },
}
