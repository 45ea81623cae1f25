import type { SdpAnswer } from './customer-api.ts'
import { measure } from './microphone-level.ts'

/** The person's microphone and ear for one call. */
export interface CallMedia {
  /** How loud the microphone is, 0 to 1. */
  level(): number
  close(): void
}

/**
 * Opens the microphone and a connection. `exchange` sends the offer to the sandbox and gives its answer.
 * The answer must have every candidate: there is no way to send more. Throws an Error whose message can be shown.
 */
export async function openMedia(
  ear: HTMLAudioElement,
  exchange: (offer: string) => Promise<SdpAnswer>,
): Promise<CallMedia> {
  const microphone = await openMicrophone()
  const connection = new RTCPeerConnection()
  const level = measure(microphone)
  const media: CallMedia = {
    level: () => level.read(),
    close() {
      level.close()
      for (const track of microphone.getTracks()) track.stop()
      connection.close()
      ear.srcObject = null
    },
  }
  connection.addEventListener('track', ({ streams, track }) => {
    ear.srcObject = streams[0] ?? new MediaStream([track])
  })
  for (const track of microphone.getTracks()) connection.addTrack(track, microphone)
  try {
    await connection.setLocalDescription()
    await allCandidates(connection)
    const { sdp } = await exchange(connection.localDescription?.sdp ?? '')
    await connection.setRemoteDescription({ type: 'answer', sdp })
    return media
  } catch (error) {
    media.close()
    throw error
  }
}

async function openMicrophone(): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: true })
  } catch (error) {
    const denied = error instanceof DOMException && error.name === 'NotAllowedError'
    throw new Error(
      denied
        ? 'The browser may not use the microphone. Allow it and try again.'
        : 'There is no microphone that can be used.',
      { cause: error },
    )
  }
}

/** Resolves when the local description has every candidate. */
function allCandidates(connection: RTCPeerConnection): Promise<void> {
  if (connection.iceGatheringState === 'complete') return Promise.resolve()
  return new Promise((resolve) => {
    connection.addEventListener('icegatheringstatechange', () => {
      if (connection.iceGatheringState === 'complete') resolve()
    })
  })
}
