/** Scheme and host of our own pages. Not `file:`, which could read the whole disk. */
export const APP_SCHEME = 'app'
export const APP_HOST = 'cordboard'
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`
