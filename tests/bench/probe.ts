/** What one call's page has noted, in milliseconds since the epoch. */
export interface Marks {
  readonly ringAt: number | null
  readonly answerAt: number | null
  readonly audibleAt: number | null
}

declare global {
  interface Window {
    cordboardMarks?: { read(): Marks; reset(): void }
  }
}

/** Listens on the audio thread: what the page itself is doing delays neither the sound nor this. */
export const listenerModule = `
registerProcessor('bench-listener', class extends AudioWorkletProcessor {
  process([[samples]]) {
    if (!samples || !samples.some((sample) => Math.abs(sample) > 0.01)) return true
    this.port.postMessage(Date.now())
    return false
  }
})
`

/**
 * Runs in a page before its own code, the same in the product and in the bare page: notes when an *Answer* button
 * appears, when it is clicked, and when the far side is first audible.
 */
export function installProbe(listenerSource: string): void {
  const OriginalPeer = window.RTCPeerConnection
  const now = () => performance.timeOrigin + performance.now()
  let marks: { ringAt: number | null; answerAt: number | null; audibleAt: number | null }
  const reset = () => {
    marks = { ringAt: null, answerAt: null, audibleAt: null }
  }
  reset()

  const answerButton = () =>
    [...document.querySelectorAll('button')].find((button) =>
      button.textContent?.startsWith('Answer'),
    )

  const look = () => {
    if (marks.ringAt === null && answerButton()) marks.ringAt = now()
  }
  document.addEventListener('DOMContentLoaded', () => {
    opened = open()
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true })
  })
  document.addEventListener(
    'click',
    (event) => {
      const button = event.target instanceof Element ? event.target.closest('button') : null
      if (button && button === answerButton()) marks.answerAt = now()
    },
    true,
  )

  let opened: Promise<AudioContext>
  const open = async () => {
    const context = new AudioContext()
    const source = new Blob([listenerSource], { type: 'text/javascript' })
    await context.audioWorklet.addModule(URL.createObjectURL(source))
    return context
  }
  const listenTo = async (track: MediaStreamTrack) => {
    const context = await opened
    // A page makes no sound before it is clicked.
    await context.resume()
    const listener = new AudioWorkletNode(context, 'bench-listener')
    context.createMediaStreamSource(new MediaStream([track])).connect(listener)
    listener.connect(context.destination)
    listener.port.addEventListener('message', ({ data }: MessageEvent<number>) => {
      // The audio thread has the wall clock alone.
      if (marks.audibleAt === null) marks.audibleAt = now() - (Date.now() - data)
      listener.disconnect()
    })
    listener.port.start()
  }
  window.RTCPeerConnection = class extends OriginalPeer {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      this.addEventListener('track', (event) => {
        if (event.track.kind === 'audio') void listenTo(event.track)
      })
    }
  }
  window.cordboardMarks = { read: () => ({ ...marks }), reset }
}
