/** Listens for the network to come back, until the result is called. */
export function onOnline(listener: () => void): () => void {
  globalThis.addEventListener('online', listener)
  return () => globalThis.removeEventListener('online', listener)
}
