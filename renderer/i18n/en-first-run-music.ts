import type { MusicReport } from '../../electron/contract/bundled.ts'

/** What was found at the address of the waiting music, and what IT can do. */
const verdicts: Record<MusicReport['verdict'], string> = {
  fine: 'Callers hear this while they wait.',
  unchecked: 'Cordboard can’t check this TwiML Bin.',
  private: 'Twilio can’t reach this address: it belongs to a private network. Use a public one.',
  'own-server':
    'This leads to the server itself. Use another host, so that callers hear music while the server is away.',
  unreachable: 'Nothing answers there. Check the address.',
  refused: 'This address doesn’t give the music. Check it, and that no password is needed.',
  'audio-file':
    'This is an audio file, and Twilio plays it only once. Use the address of a TwiML document with <Play loop="0"> of this file.',
  'not-twiml': 'This isn’t a TwiML document.',
  'forbidden-verb': 'Twilio doesn’t allow this verb while a caller waits. Remove it.',
  ends: 'The music ends, and then it’s silent. Give the last <Play> loop="0".',
  'no-audio': 'Twilio can’t play the file in this document. Check the file’s address and its type.',
}

/** In the plan for a Twilio account. */
export const firstRunMusic = {
  title: 'Waiting music',
  verdicts,
}
