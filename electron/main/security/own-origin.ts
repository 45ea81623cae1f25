/** Our own pages' scheme and host. A scheme of our own instead of `file:`, which would see the whole disk. */
export const APP_SCHEME = 'app'
export const APP_HOST = 'cordboard'
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`
