import type { Track } from './wire.ts'

/** What `track="…_track"` means; the caller's voice unless given. Docs: voice/twiml/stream#track. */
export function tracksOf(value: string | undefined): readonly Track[] {
  if (value === 'both_tracks') return ['inbound', 'outbound']
  return value === 'outbound_track' ? ['outbound'] : ['inbound']
}
