import { OTHER_QUEUES, thisMachine } from '../contract/music.ts'
import type { MusicList } from '../contract/music.ts'

/** What callers hear while they wait or are held. */
export interface Music {
  readonly addresses: MusicList
  /** The document for this queue, or for a call without one; null: Twilio's own music. */
  urlFor(queueName: string | null): string | null
}

export function createMusic(addresses: MusicList): Music {
  const others = addresses.get(OTHER_QUEUES) ?? null
  return {
    addresses,
    urlFor: (queueName) => addresses.get(queueName ?? OTHER_QUEUES) ?? others,
  }
}

/** Whether an address is on the server itself. Music goes on while the server is away, so it must not be. */
export function isOnServer(url: string, publicUrl: string): boolean {
  const [music, server] = [new URL(url), new URL(publicUrl)]
  // On this machine a sandbox may have it on another port. A public name at another port is the same machine.
  return thisMachine.test(server.hostname)
    ? music.host === server.host
    : music.hostname === server.hostname
}
