import type { Call } from '../../telephony/call/call.ts'
import type { Music, Programme, ProgrammeRequest } from '../../telephony/audio/music.ts'
import type { VoiceServices } from '../../telephony/services.ts'
import { defaultMusic } from './default-music.ts'
import { openWaiting, playWaiting } from './programme.ts'
import type { AtEnd, WaitControl } from './programme.ts'

const UNPLAYABLE = 'The AnnounceUrl did not answer with something that can be played'
const SILENCE: Programme = { over: true, read: () => null, close() {} }

const FOR_CONFERENCES = { atEnd: 'silence', onControl() {} } as const

/** The music of conferences: before their start, and on hold. */
export function createMusic(
  services: Pick<VoiceServices, 'sender' | 'notices' | 'calls' | 'said'>,
): Music {
  return {
    start(request) {
      const call = services.calls.get(request.callSid)
      if (!call) return SILENCE
      return startWaiting(services, call, request, FOR_CONFERENCES)
    },
    async open(request) {
      const call = services.calls.get(request.callSid)
      const { url } = request
      if (!call || url === null || url === '') return this.start(request)
      return await openWaiting(services, call, { ...request, url }, FOR_CONFERENCES)
    },
    announce(request, onOver) {
      const call = services.calls.get(request.callSid)
      if (!call) return SILENCE
      return playWaiting(services, call, request, {
        atEnd: 'over',
        onControl: (control) => onOver(control === 'over' ? null : UNPLAYABLE),
      })
    },
  }
}

/** The default music, silence, or what the URL answers. */
export function startWaiting(
  services: Pick<VoiceServices, 'sender' | 'notices' | 'said'>,
  call: Call,
  request: ProgrammeRequest,
  options: { readonly atEnd: AtEnd; readonly onControl: (control: WaitControl) => void },
): Programme {
  const { url } = request
  if (url === null) return defaultMusic()
  if (url === '') return SILENCE
  return playWaiting(services, call, { ...request, url }, options)
}
