/** What a global hotkey can do, in the order in which the settings list them. */
export const hotkeyNames = [
  'answer',
  'hang-up',
  'toggle-mute',
  'push-to-talk',
  'toggle-hold',
  'show-or-hide',
  'next-activity',
  'dial-clipboard',
] as const
export type HotkeyName = (typeof hotkeyNames)[number]
