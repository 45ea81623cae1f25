import { once } from 'node:events'
import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'
import { toneWav } from './tone.ts'

/** What the host does with a request: `fine` is a document that plays its music without end. */
type MusicHostDoes = 'fine' | 'refuses' | 'hangs' | 'breaks' | 'sends-audio'

/** A host for the music of callers who wait, which plays one tone. It is not our server, and can be broken. */
export async function startMusicHost(hz: number) {
  let does: MusicHostDoes = 'fine'
  const asked: string[] = []
  const wav = toneWav(hz, 2)
  const host = createServer((request, response) => {
    asked.push(request.url ?? '')
    if (does === 'breaks') response.destroy()
    else if (does === 'refuses') response.writeHead(404).end()
    else if (does !== 'hangs') answer(response, request.url === '/wav' || does === 'sends-audio')
  }).listen(0, '127.0.0.1')
  await once(host, 'listening')
  const address = host.address()
  if (address === null || typeof address === 'string') throw new Error('no port')

  function answer(response: ServerResponse, audio: boolean): void {
    const type = audio ? 'audio/wav' : 'text/xml'
    const body = audio ? wav : '<Response><Play loop="0">/wav</Play></Response>'
    response.writeHead(200, { 'content-type': type }).end(body)
  }
  return {
    url: `http://127.0.0.1:${address.port}/music`,
    /** The paths of the requests so far. */
    asked,
    become(next: MusicHostDoes): void {
      does = next
    },
    close(): void {
      host.closeAllConnections()
      host.close()
    },
  }
}
