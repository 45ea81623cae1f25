/** The desktop's page. The web phone is of our own origin and needs no permission. */
export const DESKTOP_ORIGIN = 'app://cordboard'
