import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { numberSchema } from '../network/behaviour.ts'
import type { TelephoneNetwork } from '../network/network.ts'
import { say } from '../telephony/call/speech.ts'
import type { VoiceServices } from '../telephony/services.ts'
import { ControlError, parse, valueOrThrow } from './control-error.ts'

const speechBody = z.strictObject({
  text: z.string().min(1).max(2000),
  confidence: z.number().min(0).max(1).default(0.9),
})
const phonePath = z.object({ number: numberSchema })
const callPath = z.object({ callSid: z.string() })
const saidQuery = z.object({ callSid: z.string().optional() })

/** What parties say, told as text, because the sandbox understands no speech; and what `<Say>` said to them. */
export function mountSpeechRoutes(
  app: FastifyInstance,
  network: TelephoneNetwork,
  services: Pick<VoiceServices, 'calls' | 'conferences' | 'said'>,
): void {
  const speak = (callSid: string, body: unknown) => {
    const utterance = parse(speechBody, body)
    const call = services.calls.get(callSid)
    if (call?.status !== 'in-progress') {
      throw new ControlError('no-call', 'Nobody is in an answered call there.')
    }
    say(services, call, utterance)
    return { callSid: call.sid, ...utterance }
  }
  app.post('/phones/:number/speech', (request) => {
    const { call } = valueOrThrow(network.view(parse(phonePath, request.params).number))
    return speak(call?.callSid ?? '', request.body)
  })
  app.post('/calls/:callSid/speech', (request) =>
    speak(parse(callPath, request.params).callSid, request.body),
  )
  app.get('/said', (request) => {
    const { callSid } = parse(saidQuery, request.query)
    return { said: services.said.list(callSid).map(withTime) }
  })
}

function withTime<T extends { readonly at: number }>(entry: T) {
  return { ...entry, at: new Date(entry.at).toISOString() }
}
