/** The person's microphone and ear for one call. */

/**
 * Opens the microphone and a connection. `exchange` sends the offer to the server and gives its answer.
 * The answer must hold every candidate: there is no way to send more.
 */
export async function openMedia(ear, exchange) {
  const microphone = await navigator.mediaDevices.getUserMedia({ audio: true }).catch((error) => {
    throw new Error(
      error.name === 'NotAllowedError'
        ? 'The browser may not use the microphone. Allow it and try again.'
        : 'There is no microphone that can be used.',
      { cause: error },
    )
  })
  const connection = new RTCPeerConnection()
  const media = {
    close() {
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
    await gathered(connection)
    const { sdp } = await exchange(connection.localDescription.sdp)
    await connection.setRemoteDescription({ type: 'answer', sdp })
    return media
  } catch (error) {
    media.close()
    throw error
  }
}

function gathered(connection) {
  if (connection.iceGatheringState === 'complete') return Promise.resolve()
  return new Promise((resolve) => {
    connection.addEventListener('icegatheringstatechange', () => {
      if (connection.iceGatheringState === 'complete') resolve()
    })
  })
}
