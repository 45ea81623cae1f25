/**
 * The requests of the page to the main process. Only names: the sandboxed preload imports nothing else as a value.
 */
export const invokeChannels = [
  'session.welcome',
  'session.signIn',
  'session.signInDemo',
  'session.refresh',
  'session.signOut',
  'server.get',
  'server.set',
  'ringing.show',
  'ringing.clear',
  'storage.status',
  'settings.get',
  'settings.change',
  'desk.now',
  'hotkeys.test',
  'mini.open',
  'microphone.openSettings',
  'log.write',
  'diagnostics.export',
  'server.needed',
  'server.probe',
  'bundled.get',
  'bundled.run',
  'bundled.beCustomer',
  'twilio.look',
  'twilio.connect',
  'twilio.remove',
  'twilio.forget',
  'program.get',
  'program.lookForUpdates',
] as const
export type InvokeChannel = (typeof invokeChannels)[number]

/** The events that the main process sends to the page. */
export const eventChannels = [
  'hotkey',
  'hotkeys.status',
  'hotkey.tested',
  'ringing.action',
  'settings.changed',
  'desk.command',
  'dial.fill',
  'surroundings',
  'bundled.changed',
  'program.changed',
] as const
export type EventChannel = (typeof eventChannels)[number]
