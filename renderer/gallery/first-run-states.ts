import type { SetupStep } from '../../electron/contract/bundled.ts'
import type { FirstRunView } from '../view/first-run-view.ts'

const steps: readonly SetupStep[] = [
  { kind: 'keep', what: 'workspace', name: 'Cordboard' },
  { kind: 'keep', what: 'activity', name: 'Available' },
  { kind: 'create', what: 'activity', name: 'Break' },
  { kind: 'create', what: 'queue', name: 'Support' },
  { kind: 'create', what: 'queue', name: 'Sales' },
  { kind: 'change', what: 'workflow', name: 'Inbound' },
  { kind: 'create', what: 'application', name: 'Cordboard' },
  { kind: 'create', what: 'api-key', name: 'Cordboard' },
]
const plan: FirstRunView = {
  kind: 'plan',
  accountName: 'Lakeside Bikes',
  trial: false,
  numbers: ['+16285550100', '+16285550101'],
  steps,
  music: [],
  busy: false,
  failure: null,
}

/** The assistant of the first start in its states. */
export const firstRunStates: Readonly<Record<string, FirstRunView>> = {
  'first-run': { kind: 'choose', canLeave: false },
  'first-run-again': { kind: 'choose', canLeave: true },
  'first-run-join': { kind: 'join', busy: false, failure: null },
  'first-run-join-busy': { kind: 'join', busy: true, failure: null },
  'first-run-join-certificate': { kind: 'join', busy: false, failure: 'certificate' },
  'first-run-join-unreachable': { kind: 'join', busy: false, failure: 'unreachable' },
  'first-run-credentials': { kind: 'credentials', remembered: true, busy: false, failure: null },
  'first-run-credentials-wrong': {
    kind: 'credentials',
    remembered: false,
    busy: false,
    failure: { code: 'wrong-credentials', message: 'Authenticate' },
  },
  'first-run-plan': plan,
  'first-run-plan-trial': { ...plan, trial: true, numbers: [] },
  'first-run-plan-music': {
    ...plan,
    music: [
      { url: 'https://music.lakesidebikes.example/waiting.xml', verdict: 'fine', detail: '' },
      {
        url: 'https://music.lakesidebikes.example/summer-sale-and-opening-hours.mp3',
        verdict: 'audio-file',
        detail: 'audio/mpeg',
      },
    ],
  },
  'first-run-plan-refused': {
    ...plan,
    failure: { code: 'refused', message: 'Workspace limit reached' },
  },
  'first-run-starting': { kind: 'starting', on: 'sandbox', failure: null },
  'first-run-starting-again': {
    kind: 'starting',
    on: 'twilio',
    failure: {
      code: 'tunnel',
      details: ['cloudflared could not be started'],
      givenUp: false,
    },
  },
  'first-run-managed': {
    kind: 'starting',
    on: 'sandbox',
    failure: { code: 'managed', details: [], givenUp: true },
  },
  'first-run-given-up': {
    kind: 'starting',
    on: 'sandbox',
    failure: { code: 'runtime', details: [], givenUp: true },
  },
}
