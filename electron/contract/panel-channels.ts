/** The channels of the small windows. Their preload imports nothing else as a value. */
export const panelChannels = { now: 'panel.now', act: 'panel.act', show: 'panel.show' } as const
