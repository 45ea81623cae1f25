/** The pages of the desktop's windows, without `.html`. The build and the test of the packed program read this. */
export const desktopPages = ['index', 'ring', 'mini'] as const

/** The web phone, and the gallery of its screens. */
export const webPages = ['index', 'gallery'] as const
