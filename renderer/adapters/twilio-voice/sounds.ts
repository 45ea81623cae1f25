import disconnect from '../../../resources/sounds/disconnect.wav?url'
import dtmf0 from '../../../resources/sounds/dtmf-0.wav?url'
import dtmf1 from '../../../resources/sounds/dtmf-1.wav?url'
import dtmf2 from '../../../resources/sounds/dtmf-2.wav?url'
import dtmf3 from '../../../resources/sounds/dtmf-3.wav?url'
import dtmf4 from '../../../resources/sounds/dtmf-4.wav?url'
import dtmf5 from '../../../resources/sounds/dtmf-5.wav?url'
import dtmf6 from '../../../resources/sounds/dtmf-6.wav?url'
import dtmf7 from '../../../resources/sounds/dtmf-7.wav?url'
import dtmf8 from '../../../resources/sounds/dtmf-8.wav?url'
import dtmf9 from '../../../resources/sounds/dtmf-9.wav?url'
import dtmfh from '../../../resources/sounds/dtmf-hash.wav?url'
import dtmfs from '../../../resources/sounds/dtmf-star.wav?url'
import incoming from '../../../resources/sounds/incoming.wav?url'
import outgoing from '../../../resources/sounds/outgoing.wav?url'

/**
 * All fifteen sounds of the SDK, from our own files. It would fetch a missing one from Twilio's CDN, and each
 * incoming call would wait two seconds for it where the CDN cannot be reached.
 */
export const voiceSounds: Readonly<Record<string, string>> = {
  incoming,
  outgoing,
  disconnect,
  dtmf0,
  dtmf1,
  dtmf2,
  dtmf3,
  dtmf4,
  dtmf5,
  dtmf6,
  dtmf7,
  dtmf8,
  dtmf9,
  dtmfs,
  dtmfh,
}
