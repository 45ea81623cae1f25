/** The names that the small windows' preload speaks by; it imports nothing else as a value. */
export const panelChannels = { now: 'panel.now', act: 'panel.act', show: 'panel.show' } as const
