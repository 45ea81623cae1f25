import type { BundledStatus } from '../../electron/contract/bundled.ts'
import type { HotkeyState } from '../../electron/contract/contract.ts'
import { hotkeyNames } from '../../electron/contract/hotkey-names.ts'
import { mergeSettings } from '../../electron/contract/merge-settings.ts'
import type { ProgramStatus } from '../../electron/contract/program.ts'
import { DEFAULT_VALUES } from '../../electron/contract/settings.ts'
import { unknownSettings } from '../view/settings-context.ts'
import type { SettingsView } from '../view/settings-view.ts'

const headset = { id: 'd1', label: 'Jabra Evolve2 65 Mono' }
const builtIn = { id: 'd2', label: 'Built-in Audio Analog Stereo' }
const keys = hotkeyNames.map((name) => {
  const accelerator = DEFAULT_VALUES[`hotkey.${name}`]
  return { name, accelerator, state: accelerator === null ? 'off' : 'works' } as const
})

const failures = new Map<string, HotkeyState['state']>([
  ['answer', 'taken'],
  ['hang-up', 'twice'],
  ['toggle-mute', 'invalid'],
])

const desktop: SettingsView = {
  ...unknownSettings,
  place: 'desktop',
  effective: mergeSettings(
    { 'audio.ringer': builtIn, 'audio.microphone': headset, 'audio.ringVolume': 0.8 },
    {},
  ),
  hotkeys: keys,
  devices: {
    kind: 'named',
    microphones: [headset, builtIn],
    outputs: [headset, builtIn],
    canChooseOutput: true,
  },
}

const inBrowser: SettingsView = { ...desktop, place: 'browser', hotkeys: [] }

const bundled: BundledStatus = {
  mode: 'twilio',
  allowedModes: ['sandbox', 'twilio'],
  state: 'running',
  url: 'http://127.0.0.1:4400',
  publicUrl: 'https://quiet-river.trycloudflare.com',
  customerPage: null,
  failure: null,
  details: [],
  account: { present: true, endsWith: '9f3c', remembered: true },
  lines: [
    '{"level":30,"time":1772355600000,"process":"server","msg":"ready"}',
    '{"level":30,"time":1772355612000,"process":"server","msg":"desk connected"}',
  ],
}

const remoteServer: BundledStatus = {
  ...bundled,
  mode: 'off',
  state: 'off',
  url: null,
  publicUrl: null,
  account: { present: false, endsWith: null, remembered: true },
  lines: [],
}

const program: ProgramStatus = {
  version: '1.1.0',
  updates: { kind: 'newest' },
  policyFailures: [],
}

/** The settings page in its states. */
export const settingsStates: Readonly<Record<string, SettingsView>> = {
  settings: { ...desktop, server: 'https://phone.example.com', bundled: remoteServer, program },
  'settings-update-refused': {
    ...desktop,
    program: {
      ...program,
      updates: { kind: 'refused', version: '1.2.0', why: 'wrong-signature' },
    },
  },
  'settings-policy-faults': {
    ...desktop,
    program: {
      ...program,
      updates: { kind: 'off', why: 'policy' },
      policyFailures: [
        { where: '/etc/cordboard/policy.json', key: 'updates.feed', why: 'needs https:' },
        {
          where: '/etc/cordboard/policy.json',
          key: 'server.origin',
          why: 'needs https:, or http: on this machine',
        },
      ],
    },
  },
  'settings-browser': { ...inBrowser, notifications: 'granted' },
  'settings-browser-ask': { ...inBrowser, notifications: 'not-asked' },
  'settings-browser-denied': { ...inBrowser, notifications: 'denied' },
  'settings-browser-plain': inBrowser,
  'settings-no-devices': {
    ...desktop,
    devices: { kind: 'named', microphones: [], outputs: [], canChooseOutput: false },
  },
  'settings-managed': {
    ...desktop,
    server: 'https://desk.example.com',
    bundled: remoteServer,
    refused: 'managed',
    effective: mergeSettings(
      {},
      {
        'server.origin': 'https://desk.example.com',
        'hotkey.answer': 'F13',
        'audio.ringVolume': 1,
        'notifications.ringWindow': true,
        'status.whenLocked': 'Lunch',
      },
    ),
  },
  'settings-failure': {
    ...desktop,
    keptAside: 'settings.unreadable-1772355600000.json',
    restartNeeded: true,
    imported: { kind: 'done', taken: 3, refused: ['server.password'] },
  },
  'settings-keys-failed': {
    ...desktop,
    hotkeys: keys.map(({ name, accelerator, state }) => {
      const failed = failures.get(name)
      return { name, accelerator, state: failed ?? state }
    }),
  },
  'settings-server': { ...desktop, server: bundled.url, bundled },
  'settings-server-sandbox': {
    ...desktop,
    server: bundled.url,
    bundled: {
      ...bundled,
      mode: 'sandbox',
      publicUrl: 'http://127.0.0.1:4400',
      customerPage: 'http://127.0.0.1:40123/sandbox/customer',
      account: { present: false, endsWith: null, remembered: true },
    },
  },
  'settings-server-failed': {
    ...desktop,
    server: bundled.url,
    bundled: {
      ...bundled,
      state: 'waiting',
      url: null,
      publicUrl: null,
      failure: 'tunnel',
      details: ['cloudflared could not be started'],
      account: { ...bundled.account, remembered: false },
    },
  },
  'settings-server-refused': {
    ...desktop,
    server: bundled.url,
    bundled,
    removal: {
      kind: 'failed',
      failure: 'unreachable',
      message: 'getaddrinfo ENOTFOUND api.twilio.com',
      done: [],
    },
  },
  'settings-keys-testing': { ...desktop, test: 'waiting' },
  'settings-keys-arrived': { ...desktop, test: 'toggle-mute' },
}
